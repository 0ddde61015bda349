"""Motifs that places share: sky, clouds, trees, water, houses, furniture. Each gives nodes of `generation.animatic.art`."""
