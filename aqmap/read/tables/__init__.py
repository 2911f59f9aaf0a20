"""The workspace's own tables."""
