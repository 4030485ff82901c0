"""Notices as data: what they fix, how their files are read, and what contradicts itself in one."""
