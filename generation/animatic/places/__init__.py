"""The places an animatic can be set in: one file, one kit. `generation.animatic.places.kits` finds the right one."""
