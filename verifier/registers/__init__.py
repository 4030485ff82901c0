"""The lists that an office keeps, loaded from its files, and the matching of names with them.

Reads CSV and xlsx files and answers `verifier.model.Registers`; decides nothing.
docs/registers.md shows the columns of each register.
"""

from verifier.registers.bounded import read_bounded
from verifier.registers.columns import register_template
from verifier.registers.files import FileRegisters, load_registers
from verifier.registers.load import Register, load_register
from verifier.registers.scoped import folders_for, registers_for, unit_folder

__all__ = [
    "FileRegisters",
    "Register",
    "folders_for",
    "load_register",
    "load_registers",
    "read_bounded",
    "register_template",
    "registers_for",
    "unit_folder",
]
