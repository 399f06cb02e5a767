import type { depends as english } from '../en/depends.ts'
import type { Translated } from '../index.ts'

export const depends: Translated<typeof english> = {
  'depends.title': 'Ce qui en dépend',
  'depends.through':
    '{perHour, plural, =0 {Presque aucune requête par heure n’y passe.} one {Environ # requête par heure y passe.} other {Environ # requêtes par heure y passent.}}',
  'depends.users':
    '{users, plural, one {# utilisateur y a été vu} other {# utilisateurs y ont été vus}} dans cette période.',
  'depends.callers':
    '{count, plural, =0 {Aucun autre service ne l’appelle.} one {S’il tombe en panne, # service peut en souffrir : {names}.} other {S’il tombe en panne, # services peuvent en souffrir : {names}.}}',
  'depends.outside': 'Des requêtes de l’extérieur lui parviennent.',
  'depends.callees':
    '{count, plural, =0 {Il n’a besoin de rien d’autre sur cette carte.} one {Il a lui-même besoin de # autre : {names}.} other {Il a lui-même besoin de # autres : {names}.}}',
  'depends.more': '{count} de plus',
  'depends.verdict.absorbs':
    'absorbe ses échecs : sur {failed} appels échoués, au moins {share} sont restés sans effet.',
  'depends.verdict.in-part':
    'absorbe une partie de ses échecs : sur {failed} appels échoués, au moins {share} sont restés sans effet.',
  'depends.verdict.passes-on':
    'semble transmettre ses échecs : {failed} appels ont échoué, et {own} de ses propres requêtes.',
  'depends.verdict.unknown': 'n’a presque pas connu d’appel échoué : on ne sait pas ce qu’il ferait.',
  'depends.traces':
    '{ended, plural, one {Dans la seule trace} other {Dans les # dernières traces}} où il a échoué, {well, plural, =0 {aucune ne s’est bien terminée} one {# s’est bien terminée} other {# se sont bien terminées}} pour le demandeur.',
  'depends.assumed': 'Sur quoi cela repose',
  'depends.assumed.window': 'Les appels vus dans cette période ; un chemin qui n’a pas servi manque.',
  'depends.assumed.one':
    'Une requête ne compte qu’un appel échoué au plus. Les requêtes échouées pour d’autres raisons comptent contre l’appelant : la vraie part peut être plus grande.',
  'depends.assumed.alike':
    'Une panne complète peut faire plus de mal que les échecs isolés vus ici : les files se remplissent, les relances s’ajoutent.',
  'depends.assumed.sample': 'L’issue est lue dans les {sample} traces les plus récentes où il a échoué.',
}
