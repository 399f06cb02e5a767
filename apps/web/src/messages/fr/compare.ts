import type { compare as english } from '../en/compare.ts'
import type { Translated } from '../index.ts'

export const compare: Translated<typeof english> = {
  'compare.open': 'Comparer',
  'compare.open.on': 'Comparaison',
  'compare.title': 'Comparer cette période avec',
  'compare.with.previous': 'La période juste avant',
  'compare.with.day': 'La même heure hier',
  'compare.with.week': 'La même heure la semaine dernière',
  'compare.own': 'Une autre période',
  'compare.own.hint': 'Par exemple « 2026-11-21 10:00 - 11:00 » ou « now-3h to now-2h ».',
  'compare.own.apply': 'Comparer',
  'compare.stop': 'Arrêter la comparaison',
  'compare.list': 'Ce qui a changé',
  'compare.loading': 'Comparaison en cours…',
  'compare.windows': '{after}, comparé à {before}',
  'compare.windows.since':
    'Depuis le déploiement de {subject}{version, select, none {} other { {version}}} : {after}, comparé à {before}',
  'compare.count':
    '{count, plural, one {# changement que le hasard n’explique pas} other {# changements que le hasard n’explique pas}}, le plus important d’abord',
  'compare.verdict.same': 'Rien n’a changé au-delà du hasard.',
  'compare.verdict.partly': 'Ce qui a pu être comparé n’a pas changé au-delà du hasard.',
  'compare.verdict.too-little': 'Trop peu de données : il faut 30 requêtes par service dans les deux périodes.',
  'compare.verdict.nothing-before': 'Rien n’a été enregistré avant, il n’y a donc rien à quoi comparer.',
  'compare.verdict.nothing-now': 'Rien n’est arrivé dans cette période, il n’y a donc rien à comparer.',
  'compare.same.text':
    '{count, plural, one {# service ou connexion a été comparé} other {# services et connexions ont été comparés}}. Ils ne diffèrent pas plus que d’habitude d’une minute à l’autre.',
  'compare.unsaid': 'Trop peu connus pour être comparés',
  'compare.unsaid.requests':
    '{side, select, before {La période précédente} other {La période affichée}} {count, plural, =0 {n’en a aucune requête} one {n’en a que # requête} other {n’en a que # requêtes}} : trop peu pour comparer.{failed, select, none {} other { Maintenant, {failed} échouent.}}',
  'compare.unsaid.steps':
    '{side, select, before {La période précédente} other {La période affichée}} en a {count, plural, one {# requête} other {# requêtes}}, en quelques minutes : trop peu pour distinguer un changement du hasard.{failed, select, none {} other { Maintenant, {failed} échouent.}}',
  'compare.too-few':
    '{count, plural, one {# service ou connexion avait} other {# services et connexions avaient}} trop peu de requêtes pour conclure.',
  'compare.assumed': 'Rien n’est connu minute par minute ici : la variation habituelle a été supposée.',
  'compare.sampled':
    'D’après un échantillon, donc sans ce qui est nouveau, disparu, en hausse ou en baisse : {because}',
  'compare.explains': 'Cela explique {count, plural, one {# autre changement} other {# autres changements}}',
  'compare.inside': '{name} : {change}',
  'compare.inside.more': '{count, plural, one {et # autre changement} other {et # autres changements}}',
  'compare.legend': 'en gras sur fond coloré : changé depuis la période précédente ; le reste est pâle',
  'compare.legend.nodes': 'anneau en tirets et nom en gras : nouveau ou disparu depuis la période précédente',
  'compare.legend.edges': 'mots en gras sur une ligne en tirets : nouveau ; en pointillés : disparu',
  'compare.since': 'Ce qui a changé depuis la version {version} ({at})',
  'compare.since.strip': 'Comparer avec la période d’avant',
  'compare.badge.new': 'nouveau',
  'compare.badge.gone': 'disparu',
  'compare.badge.slower': '{times, select, none {{share} plus lent} other {{times}× plus long}}',
  'compare.badge.faster': '{share} plus rapide',
  'compare.badge.more-errors':
    '{share} {class, select, fault {d’échecs} throttle {de limitations} other {d’erreurs}} en plus',
  'compare.badge.fewer-errors':
    '{share} {class, select, fault {d’échecs} throttle {de limitations} other {d’erreurs}} en moins',
  'compare.badge.more-traffic': '{times, select, none {{share} de trafic en plus} other {{times}× le trafic}}',
  'compare.badge.less-traffic': '{share} de trafic en moins',
  'compare.say.new': 'Nouveau : {after} ; avant, il n’y en avait pas.',
  'compare.say.gone': 'Disparu : avant, {before} ; maintenant rien.',
  'compare.say.slower':
    '{quantile, select, 95 {95 sur 100} other {La moitié}} des {subject, select, edge {appels} other {requêtes}} ont pris jusqu’à {after}, avant {before} : {times, select, none {{share} plus lent} other {{times} fois plus long}}.',
  'compare.say.faster':
    '{quantile, select, 95 {95 sur 100} other {La moitié}} des {subject, select, edge {appels} other {requêtes}} ont pris jusqu’à {after}, avant {before} : {share} plus rapide.',
  'compare.say.errors':
    '{after} des {subject, select, edge {appels} other {requêtes}} {class, select, fault {ont échoué} throttle {{subject, select, edge {ont été limités} other {ont été limitées}}} other {ont reçu une erreur}}, avant {before}.',
  'compare.say.more-traffic':
    '{after}, avant {before} : {times, select, none {{share} de plus} other {{times} fois plus}}.',
  'compare.say.less-traffic': '{after}, avant {before} : {share} de moins.',
}
