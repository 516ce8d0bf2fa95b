// The outline of the world's land and the middle of each state, from Natural Earth.
import { geoArea, geoCentroid, geoMercator, geoPath } from "d3-geo";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);

// Mercator with a degree of longitude as its unit, as the map on the server has it.
const path = geoPath(geoMercator().scale(180 / Math.PI).translate([0, 0])).digits(1);

// Islands that nobody could see, as a share of the sphere in steradians.
const SMALLEST = 3e-5;

/** Return the outline as SVG paths with their boxes, and where states are, by ISO 3166-1 number. */
export function world() {
  const land = require("world-atlas/land-50m.json");
  const countries = require("world-atlas/countries-50m.json");
  const states = feature(countries, countries.objects.countries).features;
  return {
    land: polygons(feature(land, land.objects.land)).map((each) => ({
      box: path.bounds(each).flat().map(rounded),
      path: path(each),
    })),
    states: Object.fromEntries(
      states.filter(({ id }) => id).map((each) => [each.id, geoCentroid(each).map(rounded)]),
    ),
  };
}

function polygons(shape) {
  const geometries = shape.features ? shape.features.map((each) => each.geometry) : [shape.geometry];
  return geometries
    .flatMap((each) => (each.type === "Polygon" ? [each.coordinates] : each.coordinates))
    .map((coordinates) => ({ type: "Polygon", coordinates }))
    .filter((each) => geoArea(each) > SMALLEST);
}

function rounded(degrees) {
  return Math.round(degrees * 100) / 100;
}
