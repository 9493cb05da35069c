"""Phrases that give a place by others: "30 km south of", "within 50 miles of", "halfway between".

Two stages read them: `geonews.recognise` finds them, `geonews.resolve` places them. What a phrase
says is read from its words alone, so nothing has to travel between the two but the mention.
"""

from geonews.relations.anchors import anchors_of
from geonews.relations.phrases import Relation, find_relations, relation_at

__all__ = ["Relation", "anchors_of", "find_relations", "relation_at"]
