"""Write the JSON Schemas of what is stable: `python -m verifier.contract.schemas docs/schemas`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from verifier.claim_file import ClaimModel
from verifier.contract.award import AwardErrorModel, AwardModel, AwardsModel
from verifier.contract.models import (
    BatchLineModel,
    ComparisonModel,
    ReadingModel,
    ReportModel,
    UnreadModel,
)
from verifier.contract.year import PeriodModel, RulingModel, YearModel
from verifier.contract.year_file import YearClaimModel
from verifier.policy.notice import Policy

MODELS: dict[str, type[BaseModel]] = {
    "award": AwardModel,
    "award-error": AwardErrorModel,
    "awards": AwardsModel,
    "batch-line": BatchLineModel,
    "claim": ClaimModel,
    "comparison": ComparisonModel,
    "period": PeriodModel,
    "policy": Policy,
    "reading": ReadingModel,
    "report": ReportModel,
    "ruling": RulingModel,
    "unread": UnreadModel,
    "year": YearModel,
    "year-claim": YearClaimModel,
}


def schema_text(model: type[BaseModel]) -> str:
    """Return a model's JSON Schema as text, in a fixed order."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= model.model_json_schema(by_alias=True)
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> None:
    """Write one `<name>.schema.json` a model into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in MODELS.items():
        (folder / f"{name}.schema.json").write_text(schema_text(model), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schemas"))
