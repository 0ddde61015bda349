"""Tiny checkpoints with random weights: the real classes, built and saved without a network."""
