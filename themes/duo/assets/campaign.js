// The campaign that brought a reader here: the utm_ values of the address where the visit began. They are kept until the
// window closes, without a cookie, and are added to a submitted form. Loaded if there are any, and with forms.

const key = "campaign";

const landed = [...new URLSearchParams(location.search)].filter(([name]) => /^utm_[a-z_]{1,20}$/.test(name));

// If the window has no storage, only the campaign is lost.
try {
  if (landed.length) sessionStorage.setItem(key, JSON.stringify(landed.slice(0, 8).map(([name, value]) => [name, value.slice(0, 200)])));
} catch {}

const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
};

export const addCampaign = (form) => {
  for (const [name, value] of kept()) {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  }
};
