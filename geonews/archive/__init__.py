"""Archives: many stories, one machine or many, nothing lost."""
