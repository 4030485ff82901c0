"""Percentiles as NumPy has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from extractor.levels import percentile


@given(
    values=arrays.arrays(
        st.sampled_from([np.uint8, np.float32]),
        arrays.array_shapes(max_dims=2, max_side=40),
        elements=st.integers(0, 255),
    ),
    percent=st.integers(0, 100),
)
def test_a_percentile_is_the_one_that_numpy_has(values, percent):
    assert percentile(values, percent) == pytest.approx(float(np.percentile(values, percent)))


def test_without_values_there_is_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile(np.zeros((0, 3), np.float32), 50)
