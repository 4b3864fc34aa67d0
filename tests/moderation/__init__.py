"""What moderation promises."""
