// The outline of the world's land and the middle of each state, from Natural Earth.
import { geoCentroid, geoMercator, geoPath } from "d3-geo";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);

// Mercator with a degree of longitude as its unit, as the map on the server has it.
const projection = geoMercator().scale(180 / Math.PI).translate([0, 0]);

/** Return the outline as an SVG path, and longitude and latitude by ISO 3166-1 numeric code. */
export function world() {
  const land = require("world-atlas/land-110m.json");
  const countries = require("world-atlas/countries-50m.json");
  const states = feature(countries, countries.objects.countries).features;
  return {
    land: geoPath(projection).digits(1)(feature(land, land.objects.land)),
    states: Object.fromEntries(
      states.filter(({ id }) => id).map((each) => [each.id, geoCentroid(each).map(rounded)]),
    ),
  };
}

function rounded(degrees) {
  return Math.round(degrees * 100) / 100;
}
