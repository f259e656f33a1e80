// The campaign that brought a reader here: the utm_ values of the address at which a visit began. They are kept until the
// window is closed, in no cookie, and go with a form that is sent. Loaded where there are some, and with forms.

const key = "campaign";

const landed = [...new URLSearchParams(location.search)].filter(([name]) => /^utm_[a-z_]{1,20}$/.test(name));

// A window that keeps nothing loses the campaign, and nothing else.
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
