"""Reads exported files with the libraries that people use, and compares them with each other.

    read_files.py FOLDER   with solutions.{parquet,csv,npz}, maps.{parquet,npz}, kappa.npz and kappa/*.fits
"""
import json
import pathlib
import sys

import numpy as np
import pandas as pd
import pyarrow.parquet
from astropy.io import fits

folder = pathlib.Path(sys.argv[1])


def provenance_of_parquet(file):
    metadata = pyarrow.parquet.read_metadata(file).metadata
    return {key.decode(): value.decode() for key, value in metadata.items()}


def provenance_of_csv(file):
    lines = [line[2:].rstrip("\n") for line in file.open() if line.startswith("# ")]
    return dict(line.split(": ", 1) for line in lines)


def same(name, frame, array):
    """A column of a table against an array, where a null is NaN, -1 or empty."""
    if array.dtype.kind == "f":
        np.testing.assert_array_equal(frame[name].to_numpy(dtype=float), array, err_msg=name)
    elif array.dtype.kind in "iu":
        assert (frame[name].astype(object).where(frame[name].notna(), -1) == array).all(), name
    else:
        assert (frame[name].fillna("").astype(str).to_numpy() == array).all(), name


parquet = pd.read_parquet(folder / "solutions.parquet")
csv = pd.read_csv(folder / "solutions.csv", comment="#", keep_default_na=False, na_values=[""])
npz = np.load(folder / "solutions.npz")
assert len(parquet) > 0
arrays = [name for name in npz.files if name not in ("parameters", "provenance.json")]
assert list(parquet.columns) == list(csv.columns) == arrays, (parquet.columns, arrays)
for name in arrays:
    assert npz[name].shape == (len(parquet),), name
    same(name, parquet, npz[name])
    same(name, csv, npz[name])
assert npz["parameters"].shape == (len(parquet), 21)
assert npz["parameters"].dtype == np.float64
np.testing.assert_array_equal(npz["parameters"][:, 0], parquet["Re_Y_e1"])
np.testing.assert_array_equal(npz["parameters"][:, 20], parquet["log10_MN3"])

provenance = json.loads(npz["provenance.json"])
assert provenance == provenance_of_csv(folder / "solutions.csv")
assert provenance.items() <= provenance_of_parquet(folder / "solutions.parquet").items()
for key in ("campaign", "model_digest", "release", "prior", "seed", "generator"):
    assert provenance[key], key
assert provenance["rows"] == str(len(parquet))

# The physics comes out of the parameters: m_nu = v^2 Y M^-1 Y^T, and m_ee is its first entry.
p = npz["parameters"]
y = (p[:, 0:18:2] + 1j * p[:, 1:18:2]).reshape(-1, 3, 3)
mee = 174.104**2 * 1e9 * np.abs(np.sum(y[:, 0, :] ** 2 / 10 ** p[:, 18:21], axis=1))
np.testing.assert_allclose(mee, npz["mee_eV"], rtol=1e-9)

maps = pd.read_parquet(folder / "maps.parquet")
arrays = np.load(folder / "maps.npz")
for name in maps.columns:
    same(name, maps, arrays[name])
np.testing.assert_allclose(
    arrays["probability_massive"], 1 / (1 + np.exp(-arrays["logit"])), rtol=1e-12
)
assert json.loads(arrays["provenance.json"])["content"] == "nustream classifications 1"

kappa = np.load(folder / "kappa.npz")
recipe = json.loads(kappa["provenance.json"])["recipe"]
pixels = kappa["pixels"]
assert pixels.dtype == np.float32 and pixels.shape == (3, recipe["npix"], recipe["npix"])
files = sorted((folder / "kappa").glob("*.fits"))
assert len(files) == 3
for file, image, index in zip(files, pixels, kappa["index"]):
    with fits.open(file) as opened:
        header = opened[0].header
        np.testing.assert_array_equal(opened[0].data, image)
        assert header["NU_INDEX"] == index and header["NU_ZS"] == recipe["zs"]
        assert header["NU_MNU"] == recipe["cosmology"]["mnu_ev"]
print(f"read {len(parquet)} solutions, {len(maps)} classifications, {len(files)} maps")
