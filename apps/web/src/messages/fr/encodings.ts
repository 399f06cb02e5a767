import type { encodings as english } from '../en/encodings.ts'
import type { Translated } from '../index.ts'

export const encodings: Translated<typeof english> = {
  'encodings.color': 'Couleur',
  'encodings.color.health': 'santé',
  'encodings.color.latency': 'temps de réponse',
  'encodings.color.errors': 'ce qui échoue',
  'encodings.color.traffic': 'trafic',
  'encodings.size': 'Taille',
  'encodings.size.none': 'la même pour tous',
  'encodings.size.traffic': 'trafic',
  'encodings.size.health': 'ce qui échoue',
  'encodings.scale.latency': '95 sur 100 en',
  'encodings.scale.errors': 'En échec',
  'encodings.scale.traffic': 'Requêtes',
  'encodings.step.none': 'aucune',
  'encodings.step.under': 'moins de {bound}',
  'encodings.step.between': 'de {from} à {to}',
  'encodings.step.over': '{bound} et plus',
  'encodings.class.ok': 'ok : réponse comme il se doit',
  'encodings.class.error': 'refusée : la requête elle-même était incorrecte (4xx)',
  'encodings.class.throttle': 'freinée : trop de requêtes à la fois (429)',
  'encodings.class.fault': 'en échec : le service n’a pas pu (5xx), ou n’a pas répondu',
  'encodings.legend.size.traffic': 'cercle plus grand : plus de requêtes',
  'encodings.legend.size.health': 'cercle plus grand : une plus grande part de ses requêtes échoue',
  'encodings.gap': 'Entre les deux',
  'encodings.gap.one-sided':
    '{to} ne se signale pas lui-même : ces chiffres sont ce que {from} a vu, réseau et attente compris.',
  'encodings.gap.few': 'Trop peu d’appels pour comparer les deux côtés.',
  'encodings.gap.shared':
    '{from} a attendu au plus {caller} pour la moitié de ses appels. {to} lui-même a pris {callee}, mais pour tous ses appelants ensemble : on ne peut pas soustraire l’un de l’autre.',
  'encodings.gap.same': 'Les deux côtés ont pris aussi longtemps : au plus {caller} pour la moitié des appels.',
  'encodings.gap.longer':
    '{from} a attendu au plus {caller} pour la moitié de ses appels, {to} lui-même a pris {callee}. Les {between} entre les deux sont le réseau et l’attente.',
  'encodings.gap.shorter':
    '{from} a attendu au plus {caller} pour la moitié de ses appels, {to} lui-même a pris {callee} : {from} n’attend pas la fin, car il abandonne plus tôt ou ne voulait pas de réponse.',
  'encodings.gap.lost':
    '{lost, plural, one {{text} appel n’est jamais arrivé} other {{text} appels ne sont jamais arrivés}} à {to}, ou n’ont pas été signalés.',
}
