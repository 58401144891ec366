"""The hexagons of KQL against an independent implementation of the grid: the same cells, middles, outlines and families."""
import json
import math
import random
import subprocess

import pytest

from conftest import SALLY

h3 = pytest.importorskip("h3")

POINTS = 2_000
LEVELS = range(16)


def near_and_far(seed=20260131):
    """Points all over the globe and close to pentagons, where directions are not what they are elsewhere."""
    draw = random.Random(seed)
    middles = [h3.cell_to_latlng(cell) for cell in h3.get_pentagons(0)]
    for number in range(POINTS):
        if number % 2:
            yield draw.uniform(-180, 180), math.degrees(math.asin(draw.uniform(-1, 1)))
        else:
            latitude, longitude = draw.choice(middles)
            size = 10 ** draw.uniform(-6, 1)
            yield (longitude + draw.uniform(-size, size) + 180) % 360 - 180, max(-90, min(90, latitude + draw.uniform(-size, size)))


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hexagons")
    points = [{"i": number, "x": x, "y": y} for number, (x, y) in enumerate(near_and_far())]
    cells = sorted({
        cell for level in LEVELS for middle in h3.get_pentagons(level) for cell in h3.grid_disk(middle, 1)
    } | {h3.latlng_to_cell(point["y"], point["x"], point["i"] % 16) for point in points})
    (folder / "points.jsonl").write_text("".join(json.dumps(point) + "\n" for point in points))
    (folder / "cells.jsonl").write_text("".join(json.dumps({"i": number, "c": cell}) + "\n" for number, cell in enumerate(cells)))

    def ask(*queries):
        text = "".join(json.dumps({"id": number, "query": query}) + "\n" for number, query in enumerate(queries))
        done = subprocess.run(
            [SALLY, "kql", "batch", "--data", "points.jsonl", "--data", "cells.jsonl", "-"],
            input=text, capture_output=True, text=True, cwd=folder, timeout=300, check=True)
        for line in done.stdout.splitlines():
            reply = json.loads(line)
            assert reply["error"] is None, reply["error"]
            names = [column["name"] for column in reply["schema"]]
            yield reply["id"], [row if isinstance(row, dict) else dict(zip(names, row)) for row in reply["results"]]

    return ask, points, cells


def test_points_have_the_same_cells_at_all_levels(answers):
    ask, points, _ = answers
    for level, rows in ask(*(f"points | project i, c = geo_point_to_h3cell(x, y, {level})" for level in LEVELS)):
        assert len(rows) == POINTS
        for row in rows:
            point = points[row["i"]]
            assert row["c"] == h3.latlng_to_cell(point["y"], point["x"], int(level)), (point, level)


def test_cells_have_the_same_places_and_kin(answers):
    ask, _, cells = answers
    query = """cells | project i, level = geo_h3cell_level(c), middle = geo_h3cell_to_central_point(c), outline = geo_h3cell_to_polygon(c),
        around = geo_h3cell_neighbors(c), rings = geo_h3cell_rings(c, 2), parent = geo_h3cell_parent(c), children = geo_h3cell_children(c)"""
    ((_, rows),) = ask(query)
    assert len(rows) == len(cells)
    for row in rows:
        cell = cells[row["i"]]
        level = h3.get_resolution(cell)
        assert row["level"] == level
        latitude, longitude = h3.cell_to_latlng(cell)
        assert row["middle"]["coordinates"] == pytest.approx([longitude, latitude], abs=1e-7)
        outline = [[x, y] for y, x in h3.cell_to_boundary(cell)]
        assert len(row["outline"]["coordinates"][0]) == len(outline) + 1
        # Longitudes mean little at the poles.
        for ours, theirs in zip(row["outline"]["coordinates"][0], outline):
            assert ours == pytest.approx(theirs, abs=1e-5)
        disks = [set(h3.grid_disk(cell, distance)) for distance in range(3)]
        assert set(row["around"]) == disks[1] - disks[0]
        assert [set(ring) for ring in row["rings"]] == [disks[0], disks[1] - disks[0], disks[2] - disks[1]]
        assert row["parent"] == (h3.cell_to_parent(cell) if level > 0 else "")
        assert row["children"] == (list(h3.cell_to_children(cell)) if level < 15 else None)


def test_polygons_hold_the_same_cells(answers):
    ask, _, _ = answers
    draw = random.Random(5)
    shapes = []
    for _ in range(60):
        level = draw.randint(0, 10)
        size = draw.uniform(0.5, 8) * 20 / math.sqrt(7) ** level
        if size > 30:
            continue
        x, y = draw.uniform(-180, 180), draw.uniform(-55, 55)
        turns = sorted(draw.uniform(0, 2 * math.pi) for _ in range(draw.randint(3, 9)))
        ring = [[(x + size * math.cos(turn) + 180) % 360 - 180, y + size * math.sin(turn) * draw.uniform(0.5, 1)] for turn in turns]
        shapes.append((level, ring))
    queries = [
        f"print cells = geo_polygon_to_h3cells(dynamic({json.dumps({'type': 'Polygon', 'coordinates': [ring + ring[:1]]})}), {level})"
        for level, ring in shapes]
    for number, rows in ask(*queries):
        level, ring = shapes[int(number)]
        assert set(rows[0]["cells"]) == set(h3.polygon_to_cells(h3.LatLngPoly([(y, x) for x, y in ring]), level)), (level, ring)
