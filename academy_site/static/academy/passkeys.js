/* Passkeys: adds one, signs in with one, shows one. Each form says by data-passkey what it wants:
   create (options on the page), get (options on the page) or ask (options from the server, when pressed). */

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withIds = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function creation({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: withIds(publicKey.excludeCredentials),
    // It is to sign in alone: kept on the device, and opened with finger, face or PIN.
    authenticatorSelection: {
      ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
    },
  };
}

function request({ publicKey }) {
  return { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: withIds(publicKey.allowCredentials) };
}

function told(credential) {
  const { response } = credential;
  const answer = {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(response.clientDataJSON) },
  };
  if (response.attestationObject) {
    answer.response.attestationObject = text(response.attestationObject);
    answer.response.transports = response.getTransports ? response.getTransports() : [];
  } else {
    answer.response.authenticatorData = text(response.authenticatorData);
    answer.response.signature = text(response.signature);
    answer.response.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return answer;
}

async function options(form) {
  if (form.dataset.passkey !== "ask") return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function use(form) {
  const { creation_options: toCreate, request_options: toGet } = await options(form);
  const credential = toCreate
    ? await navigator.credentials.create({ publicKey: creation(toCreate) })
    : await navigator.credentials.get({ publicKey: request(toGet) });
  form.elements.credential.value = JSON.stringify(told(credential));
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const note of document.querySelectorAll("[data-without-passkey]")) note.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const trouble = form.querySelector("[data-passkey-trouble]");
    const button = form.querySelector("[type=submit]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      button.disabled = true;
      try {
        await use(form);
      } catch {
        trouble.hidden = false;
      } finally {
        button.disabled = false;
      }
    });
  }
}
