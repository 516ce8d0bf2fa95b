// Pictures: zooming by buttons and wheel, moving by dragging, and saving as PNG.

const SCALE = 2;

/** Bring the tools of the pictures below an element to life. */
export function pictures(root) {
  for (const figure of root.querySelectorAll(".picture")) {
    const svg = figure.querySelector("svg");
    if (!svg) continue;
    for (const button of figure.querySelectorAll("[data-zoom]")) {
      button.hidden = false;
      button.addEventListener("click", () => zoom(svg, Number(button.dataset.zoom)));
    }
    for (const button of figure.querySelectorAll("[data-png]")) {
      button.hidden = false;
      button.addEventListener("click", () => save(svg, button.dataset.png, button.dataset.name));
    }
    if (figure.matches(".pannable")) drag(svg);
  }
}

function zoom(svg, factor) {
  const { x, y, width, height } = svg.viewBox.baseVal;
  const [wide, high] = [width / factor, height / factor];
  svg.setAttribute("viewBox", [x + (width - wide) / 2, y + (height - high) / 2, wide, high].join(" "));
}

function drag(svg) {
  let last;
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && !event.target.closest("a")) {
      last = event;
      svg.setPointerCapture(event.pointerId);
    }
  });
  svg.addEventListener("pointermove", (event) => {
    if (!last) return;
    const { x, y, width, height } = svg.viewBox.baseVal;
    const scale = width / svg.clientWidth;
    const moved = [x - (event.clientX - last.clientX) * scale, y - (event.clientY - last.clientY) * scale];
    svg.setAttribute("viewBox", [...moved, width, height].join(" "));
    last = event;
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => (last = undefined));
}

async function save(svg, address, name) {
  const blob = await (await fetch(address)).blob();
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * 1200;
  canvas.height = (canvas.width * height) / width;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((png) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(png);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
