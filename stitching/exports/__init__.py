"""A timeline for editing programs: one file is one format, `media` lays the clips and sounds beside it.

Every writer returns notes: what its format cannot say, in words. Nothing is left out without one.
"""
