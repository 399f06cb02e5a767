import type { compare as english } from '../en/compare.ts'
import type { Translated } from '../index.ts'

export const compare: Translated<typeof english> = {
  'compare.open': 'Vergleichen',
  'compare.open.on': 'Vergleich',
  'compare.title': 'Diese Zeit vergleichen mit',
  'compare.with.previous': 'Die Zeit direkt davor',
  'compare.with.day': 'Gestern zur selben Zeit',
  'compare.with.week': 'Letzte Woche zur selben Zeit',
  'compare.own': 'Eine andere Zeit',
  'compare.own.hint': 'Zum Beispiel „2026-11-21 10:00 - 11:00“ oder „now-3h to now-2h“.',
  'compare.own.apply': 'Vergleichen',
  'compare.stop': 'Vergleich beenden',
  'compare.list': 'Was sich geändert hat',
  'compare.loading': 'Vergleich läuft…',
  'compare.windows': '{after}, verglichen mit {before}',
  'compare.windows.since':
    'Seit dem Deployment von {subject}{version, select, none {} other { {version}}}: {after}, verglichen mit {before}',
  'compare.count':
    '{count, plural, one {# Änderung} other {# Änderungen}}, die kein Zufall sind; das Wichtigste zuerst',
  'compare.verdict.same': 'Es hat sich nichts geändert, was über Zufall hinausgeht.',
  'compare.verdict.partly': 'Was sich vergleichen ließ, hat sich nicht über Zufall hinaus geändert.',
  'compare.verdict.too-little': 'Zu wenig Daten für einen Vergleich: Ein Service braucht 30 Anfragen in beiden Zeiten.',
  'compare.verdict.nothing-before':
    'In der früheren Zeit wurde nichts aufgezeichnet, es gibt also nichts zum Vergleichen.',
  'compare.verdict.nothing-now': 'In diesem Zeitraum kam nichts an, es gibt also nichts zu vergleichen.',
  'compare.same.text':
    '{count, plural, one {Ein Service oder eine Verbindung wurde} other {# Services und Verbindungen wurden}} verglichen. Sie unterscheiden sich nicht mehr, als sie es sonst von Minute zu Minute tun.',
  'compare.unsaid': 'Zu wenig bekannt für einen Vergleich',
  'compare.unsaid.requests':
    '{side, select, before {Die frühere Zeit hat} other {Die gezeigte Zeit hat}} {count, plural, =0 {keine Anfrage} one {nur # Anfrage} other {nur # Anfragen}} davon: zu wenige für einen Vergleich.{failed, select, none {} other { Jetzt scheitern {failed}.}}',
  'compare.unsaid.steps':
    '{side, select, before {Die frühere Zeit hat} other {Die gezeigte Zeit hat}} {count, plural, one {# Anfrage} other {# Anfragen}} davon, in wenigen Minuten: zu wenig, um eine Änderung von Zufall zu unterscheiden.{failed, select, none {} other { Jetzt scheitern {failed}.}}',
  'compare.too-few':
    '{count, plural, one {Ein Service oder eine Verbindung hatte} other {# Services und Verbindungen hatten}} zu wenige Anfragen für eine Aussage.',
  'compare.assumed': 'Hier ist nichts minutenweise bekannt, deshalb wurde die übliche Schwankung angenommen.',
  'compare.sampled': 'Aus einer Stichprobe, daher ohne Neues, Verschwundenes, Mehr und Weniger: {because}',
  'compare.explains': 'Das erklärt {count, plural, one {# weitere Änderung} other {# weitere Änderungen}}',
  'compare.inside': '{name}: {change}',
  'compare.inside.more': '{count, plural, one {und # weitere Änderung} other {und # weitere Änderungen}}',
  'compare.legend': 'fett und hinterlegt: gegenüber früher verändert; der Rest ist blass',
  'compare.legend.nodes': 'gestrichelter Ring und fetter Name: gegenüber früher neu oder weg',
  'compare.legend.edges': 'fette Schrift an gestrichelter Linie: neu; an gepunkteter: weg',
  'compare.since': 'Was sich seit Version {version} geändert hat ({at})',
  'compare.since.strip': 'Mit der Zeit davor vergleichen',
  'compare.badge.new': 'neu',
  'compare.badge.gone': 'verschwunden',
  'compare.badge.slower': '{times, select, none {{share} langsamer} other {{times}× so lang}}',
  'compare.badge.faster': '{share} schneller',
  'compare.badge.more-errors':
    '{share} mehr {class, select, fault {Fehlschläge} throttle {Drosselungen} other {Fehler}}',
  'compare.badge.fewer-errors':
    '{share} weniger {class, select, fault {Fehlschläge} throttle {Drosselungen} other {Fehler}}',
  'compare.badge.more-traffic': '{times, select, none {{share} mehr Verkehr} other {{times}× Verkehr}}',
  'compare.badge.less-traffic': '{share} weniger Verkehr',
  'compare.say.new': 'Neu: {after}; vorher gab es das nicht.',
  'compare.say.gone': 'Verschwunden: vorher {before}, jetzt nichts.',
  'compare.say.slower':
    '{quantile, select, 95 {95 von 100} other {Die Hälfte der}} {subject, select, edge {Aufrufe} other {Anfragen}} {quantile, select, 95 {brauchten} other {brauchte}} bis zu {after}, vorher {before}: {times, select, none {{share} langsamer} other {{times}-mal so lang}}.',
  'compare.say.faster':
    '{quantile, select, 95 {95 von 100} other {Die Hälfte der}} {subject, select, edge {Aufrufe} other {Anfragen}} {quantile, select, 95 {brauchten} other {brauchte}} bis zu {after}, vorher {before}: {share} schneller.',
  'compare.say.errors':
    '{after} der {subject, select, edge {Aufrufe} other {Anfragen}} {class, select, fault {schlugen fehl} throttle {wurden gedrosselt} other {wurden mit einem Fehler beantwortet}}, vorher {before}.',
  'compare.say.more-traffic':
    '{after}, vorher {before}: {times, select, none {{share} mehr} other {{times}-mal so viel}}.',
  'compare.say.less-traffic': '{after}, vorher {before}: {share} weniger.',
}
