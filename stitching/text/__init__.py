"""Setting text in any script: which fonts there are, in which order letters stand, where lines end."""
