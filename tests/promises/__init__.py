"""What the portal promises about secrets, each promise tried against somebody who wants to break it."""
