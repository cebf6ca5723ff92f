// Text size, menu on a telephone, videos by click. Everything can be read without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  var KEY = "loa-text-size";
  var SMALLEST = -1;
  var LARGEST = 3;
  root.classList.add("js");

  function remembered() {
    try { return Number(window.localStorage.getItem(KEY)) || 0; } catch (refused) { return 0; }
  }

  function remember(size) {
    try { window.localStorage.setItem(KEY, String(size)); } catch (refused) { return; }
  }

  function apply(size) {
    if (size) { root.dataset.textSize = String(size); } else { delete root.dataset.textSize; }
  }

  var size = Math.min(LARGEST, Math.max(SMALLEST, remembered()));
  apply(size);

  function changeSize(event) {
    var step = Number(event.currentTarget.dataset.textSizeStep);
    size = step ? Math.min(LARGEST, Math.max(SMALLEST, size + step)) : 0;
    apply(size);
    remember(size);
  }

  function toggleMenu(event) {
    var open = document.getElementById("menu").classList.toggle("menu--open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  }

  function playVideo(event) {
    event.preventDefault();
    var link = event.currentTarget;
    var frame = document.createElement("iframe");
    frame.src = "https://www.youtube-nocookie.com/embed/" + encodeURIComponent(link.dataset.video) + "?autoplay=1";
    frame.title = link.dataset.title;
    frame.allow = "autoplay; encrypted-media; picture-in-picture; fullscreen";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  }

  function each(selector, event, action) {
    document.querySelectorAll(selector).forEach(function (found) { found.addEventListener(event, action); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    each("[data-text-size-step]", "click", changeSize);
    each(".menu-button", "click", toggleMenu);
    each("[data-video]", "click", playVideo);
  });
})();
