<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Options</name>
    <message>
        <source>Record what probes send to this endpoint; may be repeated</source>
        <translation>Aufzeichnen, was Sonden an diesen Endpunkt senden; mehrfach erlaubt</translation>
    </message>
    <message>
        <source>Start the demo system and record it</source>
        <translation>Die Demo starten und aufzeichnen</translation>
    </message>
    <message>
        <source>Of the demo: %1</source>
        <translation>Welche Demo: %1</translation>
    </message>
    <message>
        <source>Show only events that match</source>
        <translation>Nur passende Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Serve Prometheus metrics while recording</source>
        <translation>Beim Aufzeichnen Prometheus-Metriken anbieten</translation>
    </message>
    <message>
        <source>dark, light or system</source>
        <translation>dark, light oder system</translation>
    </message>
    <message>
        <source>Select service=NAME, topic=NAME, event=ID or saga=ID</source>
        <translation>Auswählen: service=NAME, topic=NAME, event=ID oder saga=ID</translation>
    </message>
    <message>
        <source>Draw the window into a PNG and exit</source>
        <translation>Das Fenster in ein PNG zeichnen und enden</translation>
    </message>
    <message>
        <source>Let it run so long before the screenshot</source>
        <translation>So lange laufen lassen vor dem Bild</translation>
    </message>
    <message>
        <source>Size of the screenshot, 1440x900 if not given</source>
        <translation>Größe des Bildes, sonst 1440x900</translation>
    </message>
    <message>
        <source>Show this help</source>
        <translation>Diese Hilfe zeigen</translation>
    </message>
    <message>
        <source>Show the version</source>
        <translation>Die Version zeigen</translation>
    </message>
    <message>
        <source>--after wants seconds, not &apos;%1&apos;</source>
        <translation>--after verlangt Sekunden, nicht „%1“</translation>
    </message>
    <message>
        <source>--size wants WIDTHxHEIGHT from 200 to 8192, not &apos;%1&apos;</source>
        <translation>--size verlangt BREITExHÖHE von 200 bis 8192, nicht „%1“</translation>
    </message>
    <message>
        <source>--theme is dark, light or system, not &apos;%1&apos;</source>
        <translation>--theme ist dark, light oder system, nicht „%1“</translation>
    </message>
    <message>
        <source>one recording at a time, not also &apos;%1&apos;</source>
        <translation>nur eine Aufzeichnung auf einmal, nicht auch „%1“</translation>
    </message>
    <message>
        <source>--demo listens on an endpoint of its own: leave --listen out</source>
        <translation>--demo hat einen eigenen Endpunkt: --listen weglassen</translation>
    </message>
    <message>
        <source>--scenario is %1, not &apos;%2&apos;</source>
        <translation>--scenario ist %1, nicht „%2“</translation>
    </message>
    <message>
        <source>--scenario belongs to --demo</source>
        <translation>--scenario gehört zu --demo</translation>
    </message>
    <message>
        <source>The desktop instrument for event-driven systems.</source>
        <translation>Das Messinstrument für ereignisgetriebene Systeme.</translation>
    </message>
    <message>
        <source>Recording to open</source>
        <translation>Aufzeichnung, die geöffnet wird</translation>
    </message>
    <message>
        <source>Page to show: topology, throughput, latency, sagas, events, problems, compare</source>
        <translation>Seite: topology, throughput, latency, sagas, events, problems, compare</translation>
    </message>
    <message>
        <source>Recording from before, for the page compare</source>
        <translation>Aufzeichnung von vorher, für die Seite compare</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>Lücke</translation>
    </message>
</context>
<context>
    <name>rheo::ui::Capture</name>
    <message>
        <source>--select was not understood: %1</source>
        <translation>--select wurde nicht verstanden: %1</translation>
    </message>
    <message>
        <source>Cannot create the folder %1 for the recording. Choose another place.</source>
        <translation>Der Ordner %1 für die Aufzeichnung lässt sich nicht anlegen. Bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>The demo services did not start: %1. Is `rheo` beside the app, in %2?</source>
        <translation>Die Demo-Dienste sind nicht gestartet: %1. Liegt `rheo` neben der App, in %2?</translation>
    </message>
    <message>
        <source>The demo services ended.</source>
        <translation>Die Demo-Dienste sind beendet.</translation>
    </message>
    <message>
        <source>The demo services ended with %1. %2</source>
        <translation>Die Demo-Dienste endeten mit %1. %2</translation>
    </message>
    <message>
        <source>Recording stopped; %1 stays open.</source>
        <translation>Aufzeichnung beendet; %1 bleibt geöffnet.</translation>
    </message>
    <message>
        <source>No copy made: %1 is still being written. Stop recording first.</source>
        <translation>Keine Kopie: %1 wird noch geschrieben. Erst die Aufzeichnung beenden.</translation>
    </message>
    <message>
        <source>Saved a copy as %1.</source>
        <translation>Kopie gespeichert als %1.</translation>
    </message>
    <message>
        <source>Read %1 sightings from %2.</source>
        <translation>%1 Beobachtungen aus %2 gelesen.</translation>
    </message>
    <message>
        <source>%1 broken records were skipped.</source>
        <translation>%1 defekte Datensätze wurden übersprungen.</translation>
    </message>
    <message>
        <source>The first: byte %1, %2: %3.</source>
        <translation>Der erste: Byte %1, %2: %3.</translation>
    </message>
    <message>
        <source>The import was stopped</source>
        <translation>Das Einlesen wurde angehalten</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ChartCanvas</name>
    <message>
        <source>lost %1</source>
        <translation>%1 verloren</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ColumnsDialog</name>
    <message>
        <source>tabs</source>
        <translation>Tabulatoren</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>Strichpunkte</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>Kommas</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>Spalten von %1</translation>
    </message>
    <message>
        <source>What are the columns of %1?</source>
        <translation>Was sind die Spalten von %1?</translation>
    </message>
    <message>
        <source>Columns, what they are, and the first rows</source>
        <translation>Spalten, was sie sind, und die ersten Zeilen</translation>
    </message>
    <message>
        <source>As recognised</source>
        <translation>Wie erkannt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Read the file  Ctrl+Enter</source>
        <translation>Datei einlesen  Strg+Eingabe</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s), separated by %1. Fields are called as in the filter language; Enter changes one.</source>
        <translation>
            <numerusform>%n Spalte, getrennt durch %1. Felder heißen wie in der Filtersprache; die Eingabetaste ändert eines.</numerusform>
            <numerusform>%n Spalten, getrennt durch %1. Felder heißen wie in der Filtersprache; die Eingabetaste ändert eines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::ColumnsModel</name>
    <message>
        <source>What the column is</source>
        <translation>Was die Spalte ist</translation>
    </message>
    <message>
        <source>an attribute</source>
        <translation>ein Attribut</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>%1 and %2 cannot both be %3: choose one.</source>
        <translation>%1 und %2 können nicht beide %3 sein: eine auswählen.</translation>
    </message>
    <message>
        <source>%1 of the first %2 rows would be skipped. Line %3: %4</source>
        <translation>%1 der ersten %2 Zeilen würden übersprungen. Zeile %3: %4</translation>
    </message>
    <message>
        <source>No column is the topic: the events will be on no edge of the topology.</source>
        <translation>Keine Spalte ist das Topic: Die Ereignisse werden auf keiner Kante der Topologie liegen.</translation>
    </message>
    <message>
        <source>The file has no rows.</source>
        <translation>Die Datei hat keine Zeilen.</translation>
    </message>
    <message>
        <source>No row has a time: the events cannot be put in order, nor on the time strip.</source>
        <translation>Keine Zeile hat eine Zeit: Die Ereignisse können weder geordnet noch auf den Zeitstreifen gelegt werden.</translation>
    </message>
    <message>
        <source>The times begin at %1. Numbers are read as time since 1970, in the unit that their size suggests.</source>
        <translation>Die Zeiten beginnen bei %1. Zahlen werden als Zeit seit 1970 gelesen, in der Einheit, die ihre Größe nahelegt.</translation>
    </message>
    <message>
        <source>%1 rows can be read as they are, from %2 to %3.</source>
        <translation>%1 Zeilen können gelesen werden, wie sie sind, von %2 bis %3.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
</context>
<context>
    <name>rheo::ui::CommandPalette</name>
    <message>
        <source>What do you want to do? A command, a view, a topic, a service…</source>
        <translation>Was soll geschehen? Ein Befehl, eine Ansicht, ein Topic, ein Dienst…</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
</context>
<context>
    <name>rheo::ui::CompareChangesModel</name>
    <message>
        <source>%1 added</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 weg</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n-mal</numerusform>
            <numerusform>%n-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>Saga path added</source>
        <translation>Saga-Weg neu</translation>
    </message>
    <message>
        <source>Saga path removed</source>
        <translation>Saga-Weg weg</translation>
    </message>
    <message>
        <source>Only in one</source>
        <translation>Nur in einer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>%1 · differs first at %2</source>
        <translation>%1 · weicht zuerst ab bei %2</translation>
    </message>
</context>
<context>
    <name>rheo::ui::CompareEdgesModel</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>worse: %1</source>
        <translation>schlechter: %1</translation>
    </message>
    <message>
        <source>before %1, now %2</source>
        <translation>vorher %1, jetzt %2</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>Von und nach</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1: before %2, now %3</source>
        <translation>%1: vorher %2, jetzt %3</translation>
    </message>
</context>
<context>
    <name>rheo::ui::CompareView</name>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>The recording has grown since it was compared (F5)</source>
        <translation>Die Aufzeichnung ist seit dem Vergleich gewachsen (F5)</translation>
    </message>
    <message>
        <source> · compared at %1</source>
        <translation> · verglichen um %1</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit …</translation>
    </message>
    <message>
        <source>Edges in both recordings</source>
        <translation>Kanten in beiden Aufzeichnungen</translation>
    </message>
    <message>
        <source>Came and went</source>
        <translation>Gekommen und gegangen</translation>
    </message>
    <message>
        <source>The recording to compare with</source>
        <translation>Die Aufzeichnung zum Vergleichen</translation>
    </message>
    <message>
        <source>Recordings (*.rheo);;All files (*)</source>
        <translation>Aufzeichnungen (*.rheo);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 changed beyond chance, %2 for the worse</source>
        <translation>%1 anders als durch Zufall, davon %2 schlechter</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>Vorher: %1</translation>
    </message>
    <message>
        <source>Choose a recording from before.

Here would be the services, topics, schemas and edges that came and went,
the rate, errors and latency of every edge that changed by more than chance,
and where sagas take another way.</source>
        <translation>Wähle eine Aufzeichnung von vorher.

Hier stünden die Dienste, Topics, Schemas und Kanten, die gekommen und gegangen sind,
Rate, Fehler und Latenz jeder Kante, die sich mehr als durch Zufall verändert haben,
und wo Sagas einen anderen Weg nehmen.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleiche …</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message numerus="yes">
        <source>Before: %1 · %n edge(s) in both · </source>
        <translation>
            <numerusform>Vorher: %1 · %n Kante in beiden · </numerusform>
            <numerusform>Vorher: %1 · %n Kanten in beiden · </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::EventColumns</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Broker wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Saga</source>
        <translation>Saga</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Dead-letter topic</source>
        <translation>Dead-Letter-Topic</translation>
    </message>
    <message>
        <source>Event id</source>
        <translation>Ereignis-ID</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>Trace-ID</translation>
    </message>
    <message>
        <source>Caused by</source>
        <translation>Verursacht von</translation>
    </message>
    <message>
        <source>Span id</source>
        <translation>Span-ID</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>falsche Reihenfolge</translation>
    </message>
    <message>
        <source>injected</source>
        <translation>eingespeist</translation>
    </message>
    <message>
        <source>replayed</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>gekürzt</translation>
    </message>
    <message>
        <source>redacted</source>
        <translation>geschwärzt</translation>
    </message>
</context>
<context>
    <name>rheo::ui::EventFacts</name>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Schema version</source>
        <translation>Schemaversion</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>Veröffentlicht von</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Moved to</source>
        <translation>Verschoben nach</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Saga</source>
        <translation>Saga</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Undoes</source>
        <translation>Macht rückgängig</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>At the broker</source>
        <translation>Am Broker</translation>
    </message>
    <message>
        <source>Handled in</source>
        <translation>Bearbeitet in</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Ende zu Ende</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Event id</source>
        <translation>Ereignis-ID</translation>
    </message>
    <message>
        <source>Caused by</source>
        <translation>Verursacht von</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>Trace-ID</translation>
    </message>
    <message>
        <source>Span id</source>
        <translation>Span-ID</translation>
    </message>
    <message>
        <source>Parent span</source>
        <translation>Eltern-Span</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Recorded from</source>
        <translation>Aufgezeichnet von</translation>
    </message>
    <message>
        <source>session %1, stream %2, position %3</source>
        <translation>Sitzung %1, Strom %2, Position %3</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>rheo::ui::EventPanel</name>
    <message>
        <source>Where the time went</source>
        <translation>Wo die Zeit blieb</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Causes and effects</source>
        <translation>Ursachen und Folgen</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Gesehen von</translation>
    </message>
    <message>
        <source>Sightings of this event</source>
        <translation>Sichtungen dieses Ereignisses</translation>
    </message>
    <message>
        <source>All fields</source>
        <translation>Alle Felder</translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation>Trace öffnen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>Erneut senden…</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source> v%1</source>
        <translation> v%1</translation>
    </message>
    <message>
        <source> · attempt %1</source>
        <translation> · Versuch %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::EventRowMenu</name>
    <message>
        <source>And %1</source>
        <translation>Und %1</translation>
    </message>
    <message>
        <source>And not %1</source>
        <translation>Und nicht %1</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>All sightings of this event</source>
        <translation>Alle Sichtungen dieses Ereignisses</translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation>Trace öffnen</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Send one like this…</source>
        <translation>So eines senden…</translation>
    </message>
    <message>
        <source>As they were at first</source>
        <translation>Wie zu Anfang</translation>
    </message>
</context>
<context>
    <name>rheo::ui::EventsView</name>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest event in sight (End). Scrolling up holds the table.</source>
        <translation>Das neueste Ereignis im Blick behalten (Ende). Hochrollen hält die Tabelle an.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Choose the columns; drag their heads to order them</source>
        <translation>Spalten wählen; ihre Köpfe lassen sich umordnen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suche…</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>Nichts geöffnet.</translation>
    </message>
    <message>
        <source>%1 sightings</source>
        <translation>%1 Sichtungen</translation>
    </message>
    <message>
        <source> · the newest %1 are listed</source>
        <translation> · die neuesten %1 sind aufgelistet</translation>
    </message>
    <message>
        <source>No event in this range matches. Widen the range or clear the filter.</source>
        <translation>Kein Ereignis in diesem Bereich passt. Bereich erweitern oder Filter leeren.</translation>
    </message>
    <message>
        <source> · held still; Follow shows newer ones</source>
        <translation> · angehalten; „Folgen“ zeigt neuere</translation>
    </message>
</context>
<context>
    <name>rheo::ui::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: topic == &quot;orders.placed&quot; &amp;&amp; latency &gt; 250ms</source>
        <translation>Filter: topic == &quot;orders.placed&quot; &amp;&amp; latency &gt; 250ms</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
    <message>
        <source> — did you mean %1?</source>
        <translation> — meinten Sie %1?</translation>
    </message>
</context>
<context>
    <name>rheo::ui::FirstRunPage</name>
    <message>
        <source>See the current in your event stream</source>
        <translation>Die Strömung im Ereignisstrom sehen</translation>
    </message>
    <message>
        <source>Nothing is open yet. Start with one of these; everything can be changed later.</source>
        <translation>Noch ist nichts geöffnet. Beginnen Sie mit einem davon; alles lässt sich später ändern.</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>A small shop: real processes with faults on purpose. A bank and a fleet of devices are in the menu Capture.</source>
        <translation>Ein kleiner Laden: echte Prozesse mit absichtlichen Fehlern. Eine Bank und eine Geräteflotte stehen im Menü Aufzeichnung.</translation>
    </message>
    <message>
        <source>Listen for probes</source>
        <translation>Auf Sonden hören</translation>
    </message>
    <message>
        <source>Records what your services send to tcp://127.0.0.1:5571.</source>
        <translation>Zeichnet auf, was Ihre Dienste an tcp://127.0.0.1:5571 senden.</translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation>Aufzeichnung öffnen…</translation>
    </message>
    <message>
        <source>A .rheo file. You can also drop one anywhere here.</source>
        <translation>Eine .rheo-Datei. Sie können sie auch irgendwo hier ablegen.</translation>
    </message>
    <message>
        <source>Put a probe into a service</source>
        <translation>Eine Sonde in einen Dienst einbauen</translation>
    </message>
    <message>
        <source>It never blocks, throws or listens in your process. Link with rheo::probe, paste this, run your service with the lines below.</source>
        <translation>Sie blockiert nie, wirft nie und lauscht nicht in Ihrem Prozess. Gegen rheo::probe linken, dies einfügen, den Dienst mit den Zeilen darunter starten.</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the %1 lines</source>
        <translation>Die Zeilen für %1 kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>rheo::ui::HopBar</name>
    <message>
        <source>publish %1, broker wait %2, processing %3</source>
        <translation>Senden %1, Warten %2, Verarbeitung %3</translation>
    </message>
    <message>
        <source>no hop ended here, so no part is known</source>
        <translation>hier endete kein Hop, also ist kein Teil bekannt</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>broker wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>processing</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Reading %1
%2 records</source>
        <translation>Lese %1
%2 Datensätze</translation>
    </message>
    <message>
        <source>, %1 of them broken</source>
        <translation>, davon %1 defekt</translation>
    </message>
</context>
<context>
    <name>rheo::ui::InjectDialog</name>
    <message>
        <source>Nothing to send to</source>
        <translation>Kein Ziel zum Senden</translation>
    </message>
    <message>
        <source>Events can only be sent to running services. Start a recording first (Capture).</source>
        <translation>Gesendet wird nur an laufende Dienste. Erst eine Aufzeichnung starten (Menü Aufzeichnung).</translation>
    </message>
    <message>
        <source>No running service takes events from here. A service opens a type with probe.injectable(topic, type, handler).</source>
        <translation>Kein laufender Dienst nimmt von hier Ereignisse an. Ein Dienst gibt einen Typ frei mit probe.injectable(topic, type, handler).</translation>
    </message>
    <message>
        <source>No such event was recorded.</source>
        <translation>So ein Ereignis wurde nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>Filled from %1 at %2.</source>
        <translation>Ausgefüllt nach %1 um %2.</translation>
    </message>
    <message>
        <source>No running service takes %1: choose another target.</source>
        <translation>Kein laufender Dienst nimmt %1 an: ein anderes Ziel wählen.</translation>
    </message>
    <message>
        <source>Its payload was cut when it was recorded: complete it first.</source>
        <translation>Die Nutzdaten wurden beim Aufzeichnen gekürzt: erst ergänzen.</translation>
    </message>
    <message>
        <source>Fields were blanked out when it was recorded: fill them in.</source>
        <translation>Felder wurden beim Aufzeichnen geschwärzt: bitte ausfüllen.</translation>
    </message>
    <message>
        <source>Inject</source>
        <translation>Einspeisen</translation>
    </message>
    <message>
        <source>Taken by running services</source>
        <translation>Von laufenden Diensten angenommen</translation>
    </message>
    <message>
        <source>Find a type, topic or service</source>
        <translation>Typ, Topic oder Dienst suchen</translation>
    </message>
    <message>
        <source>What can be sent</source>
        <translation>Was gesendet werden kann</translation>
    </message>
    <message>
        <source>Key (may be empty)</source>
        <translation>Schlüssel (darf leer sein)</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>The payload that the service declared as an example</source>
        <translation>Die Nutzdaten, die der Dienst als Beispiel angab</translation>
    </message>
    <message>
        <source>Newest recorded</source>
        <translation>Neuestes aufgezeichnetes</translation>
    </message>
    <message>
        <source>The newest event of this type in the recording</source>
        <translation>Das neueste Ereignis dieses Typs in der Aufzeichnung</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>Ordnen</translation>
    </message>
    <message>
        <source>Extra attributes, a JSON object (may be empty)</source>
        <translation>Weitere Attribute, ein JSON-Objekt (darf leer sein)</translation>
    </message>
    <message>
        <source>Send  Ctrl+Enter</source>
        <translation>Senden  Strg+Eingabe</translation>
    </message>
    <message>
        <source>What was sent and what became of it</source>
        <translation>Was gesendet wurde und was daraus wurde</translation>
    </message>
    <message>
        <source>Sent events</source>
        <translation>Gesendete Ereignisse</translation>
    </message>
</context>
<context>
    <name>rheo::ui::InspectorView</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
</context>
<context>
    <name>rheo::ui::JournalModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What, where, how to mend it</source>
        <translation>Was, wo, wie zu beheben</translation>
    </message>
</context>
<context>
    <name>rheo::ui::JournalPanel</name>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Clear the journal</source>
        <translation>Journal leeren</translation>
    </message>
</context>
<context>
    <name>rheo::ui::JsonCheck</name>
    <message>
        <source>the object is not closed: } is missing, or a comma</source>
        <translation>das Objekt ist nicht geschlossen: } fehlt, oder ein Komma</translation>
    </message>
    <message>
        <source>a colon is missing after the name</source>
        <translation>nach dem Namen fehlt ein Doppelpunkt</translation>
    </message>
    <message>
        <source>the array is not closed: ] is missing, or a comma</source>
        <translation>die Liste ist nicht geschlossen: ] fehlt, oder ein Komma</translation>
    </message>
    <message>
        <source>a comma is missing</source>
        <translation>ein Komma fehlt</translation>
    </message>
    <message>
        <source>this is no value</source>
        <translation>das ist kein Wert</translation>
    </message>
    <message>
        <source>the text ends inside a number</source>
        <translation>der Text endet mitten in einer Zahl</translation>
    </message>
    <message>
        <source>this is no number</source>
        <translation>das ist keine Zahl</translation>
    </message>
    <message>
        <source>this escape is not known</source>
        <translation>diese Escape-Folge gibt es nicht</translation>
    </message>
    <message>
        <source>this is not Unicode</source>
        <translation>das ist kein Unicode</translation>
    </message>
    <message>
        <source>the text is not closed: &quot; is missing</source>
        <translation>der Text ist nicht geschlossen: &quot; fehlt</translation>
    </message>
    <message>
        <source>a name in quotes is expected</source>
        <translation>hier wird ein Name in Anführungszeichen erwartet</translation>
    </message>
    <message>
        <source>this is nested too deeply</source>
        <translation>das ist zu tief geschachtelt</translation>
    </message>
    <message>
        <source>this is too large</source>
        <translation>das ist zu groß</translation>
    </message>
    <message>
        <source>something follows the end</source>
        <translation>nach dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>nothing here yet: at least {} is needed</source>
        <translation>noch nichts da: mindestens {} ist nötig</translation>
    </message>
</context>
<context>
    <name>rheo::ui::JsonEditor</name>
    <message>
        <source>Payload, JSON</source>
        <translation>Nutzdaten, JSON</translation>
    </message>
    <message>
        <source>JSON ✓</source>
        <translation>JSON ✓</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LatencyChart</name>
    <message>
        <source>Latency over time</source>
        <translation>Latenz über die Zeit</translation>
    </message>
    <message>
        <source>No hop ended in this range.
A hop ends when a consumer has processed, failed or dead-lettered an event.</source>
        <translation>In diesem Bereich endete kein Hop.
Ein Hop endet, wenn ein Empfänger ein Ereignis verarbeitet hat, daran scheiterte oder es aussortierte.</translation>
    </message>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <translation>
            <numerusform>%n Hop</numerusform>
            <numerusform>%n Hops</numerusform>
        </translation>
    </message>
    <message>
        <source>slowest</source>
        <translation>langsamster</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LatencyParts</name>
    <message>
        <source>End to end</source>
        <translation>Ende zu Ende</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Broker wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Verarbeitung</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LatencySection</name>
    <message>
        <source>Where the time goes</source>
        <translation>Wo die Zeit bleibt</translation>
    </message>
    <message>
        <source>Latency over the range</source>
        <translation>Latenz im Bereich</translation>
    </message>
    <message>
        <source>p50 %1 · p99 %2</source>
        <translation>p50 %1 · p99 %2</translation>
    </message>
    <message>
        <source>no hop ended</source>
        <translation>kein Hop endete</translation>
    </message>
    <message>
        <source>%1 – %2, log</source>
        <translation>%1 – %2, log</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LatencyView</name>
    <message>
        <source>Part of the hop</source>
        <translation>Teil des Hops</translation>
    </message>
    <message>
        <source>On: only the hops of what is selected. Off: every hop in the range.</source>
        <translation>An: nur die Hops der Auswahl. Aus: jeder Hop im Bereich.</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>Wo die Zeit bleibt</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>%1 hops</source>
        <translation>%1 Hops</translation>
    </message>
    <message>
        <source> · %1 without this part</source>
        <translation> · %1 ohne diesen Teil</translation>
    </message>
    <message>
        <source> · %1 per column</source>
        <translation> · %1 je Spalte</translation>
    </message>
    <message>
        <source>median of each part · end to end p50 %1 · p99 %2</source>
        <translation>Median jedes Teils · Ende zu Ende p50 %1 · p99 %2</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LeftPanel</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>%1 + %2 DLQ</source>
        <translation>%1 + %2 DLQ</translation>
    </message>
    <message>
        <source>Rates over the range shown. Click to select, double-click to filter</source>
        <translation>Raten im gezeigten Bereich. Klick wählt aus, Doppelklick filtert</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Ask for less…</source>
        <translation>Weniger verlangen…</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LimitDialog</name>
    <message>
        <source>%1: %2 · %3 left out</source>
        <translation>%1: %2 · %3 ausgelassen</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>allen Diensten</translation>
    </message>
    <message>
        <source>Asked %1 for everything again.</source>
        <translation>Von %1 wird wieder alles verlangt.</translation>
    </message>
    <message>
        <source>Asked %1 for less: %2.</source>
        <translation>Von %1 wird weniger verlangt: %2.</translation>
    </message>
    <message>
        <source>Every service sends everything.</source>
        <translation>Jeder Dienst sendet alles.</translation>
    </message>
    <message>
        <source>Only running services can be asked. Start a recording first (Capture).</source>
        <translation>Nur von laufenden Diensten kann etwas verlangt werden. Erst eine Aufzeichnung starten (Menü Aufzeichnung).</translation>
    </message>
    <message>
        <source>A rate is a number from 0 to 1 behind a topic: orders.placed=0.1</source>
        <translation>Ein Anteil ist eine Zahl von 0 bis 1 hinter einem Topic: orders.placed=0.1</translation>
    </message>
    <message>
        <source>What is not wanted is counted as left out. It ends with the recording.</source>
        <translation>Was nicht verlangt wird, wird als ausgelassen gezählt. Es endet mit der Aufzeichnung.</translation>
    </message>
    <message>
        <source>Ask services for less</source>
        <translation>Von Diensten weniger verlangen</translation>
    </message>
    <message>
        <source>In force now</source>
        <translation>Gilt jetzt</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Alle Dienste</translation>
    </message>
    <message>
        <source>Send nothing for now</source>
        <translation>Vorerst nichts senden</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>as the service captures</source>
        <translation>so viel der Dienst erfasst</translation>
    </message>
    <message>
        <source> bytes</source>
        <translation> Bytes</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Rates of topics</source>
        <translation>Anteile von Topics</translation>
    </message>
    <message>
        <source>Of a payload</source>
        <translation>Von einer Nutzlast</translation>
    </message>
    <message>
        <source>Everything again</source>
        <translation>Wieder alles</translation>
    </message>
    <message>
        <source>Ask for less</source>
        <translation>Weniger verlangen</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LineKey</name>
    <message>
        <source>Solid line p50, dashed line p95, dotted line p99</source>
        <translation>Durchgezogen p50, gestrichelt p95, gepunktet p99</translation>
    </message>
</context>
<context>
    <name>rheo::ui::LiveButton</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>A finished recording: nothing new arrives</source>
        <translation>Eine fertige Aufzeichnung: es kommt nichts Neues</translation>
    </message>
    <message>
        <source>Following the newest events. Click or Space to stand still</source>
        <translation>Folgt den neuesten Ereignissen. Klick oder Leertaste hält an</translation>
    </message>
    <message>
        <source>Standing still. Click or Space to follow the newest events</source>
        <translation>Angehalten. Klick oder Leertaste folgt den neuesten Ereignissen</translation>
    </message>
    <message>
        <source>Live, following</source>
        <translation>Live, folgt</translation>
    </message>
</context>
<context>
    <name>rheo::ui::MainWindow</name>
    <message>
        <source>Sources and topics</source>
        <translation>Quellen und Topics</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>%1 — Rheoscope</source>
        <translation>%1 — Rheoscope</translation>
    </message>
    <message>
        <source>Rheoscope</source>
        <translation>Rheoscope</translation>
    </message>
    <message>
        <source>The filter was not understood: %1</source>
        <translation>Der Filter wurde nicht verstanden: %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation>Auf&amp;zeichnung</translation>
    </message>
    <message>
        <source>C&amp;ontrol</source>
        <translation>&amp;Steuern</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open a recording…</source>
        <translation>Aufzeichnung &amp;öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>&amp;Kopie speichern…</translation>
    </message>
    <message>
        <source>&amp;Export a picture…</source>
        <translation>&amp;Bild exportieren…</translation>
    </message>
    <message>
        <source>C&amp;lose the recording</source>
        <translation>Aufzeichnung &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Show or hide: %1</source>
        <translation>Zeigen oder verbergen: %1</translation>
    </message>
    <message>
        <source>Show or hide: Journal</source>
        <translation>Zeigen oder verbergen: Journal</translation>
    </message>
    <message>
        <source>Arrange panels</source>
        <translation>Felder anordnen</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Thema: dunkel</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Thema: hell</translation>
    </message>
    <message>
        <source>Theme: as the system</source>
        <translation>Thema: wie das System</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>To the &amp;filter</source>
        <translation>Zum &amp;Filter</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Live or paused	Space</source>
        <translation>Live oder Pause	Leertaste</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Näher heran</translation>
    </message>
    <message>
        <source>Look wider</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>Fit everything</source>
        <translation>Alles einpassen</translation>
    </message>
    <message>
        <source>Range: %1</source>
        <translation>Bereich: %1</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>&amp;Demo</translation>
    </message>
    <message>
        <source>Demo: a &amp;shop</source>
        <translation>Demo: ein &amp;Laden</translation>
    </message>
    <message>
        <source>Demo: a &amp;bank</source>
        <translation>Demo: eine &amp;Bank</translation>
    </message>
    <message>
        <source>Demo: a fleet of &amp;devices</source>
        <translation>Demo: eine &amp;Geräteflotte</translation>
    </message>
    <message>
        <source>Demo: &amp;all of them</source>
        <translation>Demo: &amp;alle zusammen</translation>
    </message>
    <message>
        <source>&amp;Listen on %1</source>
        <translation>Auf %1 &amp;hören</translation>
    </message>
    <message>
        <source>Listen, and record into…</source>
        <translation>Hören und aufzeichnen in…</translation>
    </message>
    <message>
        <source>Record into</source>
        <translation>Aufzeichnen in</translation>
    </message>
    <message>
        <source>Recordings (*.rheo)</source>
        <translation>Aufzeichnungen (*.rheo)</translation>
    </message>
    <message>
        <source>&amp;Stop recording</source>
        <translation>Aufzeichnung &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Inject an event…</source>
        <translation>Ereignis &amp;einspeisen…</translation>
    </message>
    <message>
        <source>&amp;Replay…</source>
        <translation>&amp;Wiederholen…</translation>
    </message>
    <message>
        <source>&amp;Command palette</source>
        <translation>&amp;Befehlspalette</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About Rheoscope</source>
        <translation>&amp;Über Rheoscope</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Recent file</source>
        <translation>Zuletzt geöffnete Datei</translation>
    </message>
    <message>
        <source>Time strip</source>
        <translation>Zeitstreifen</translation>
    </message>
    <message>
        <source>Move; with Shift by a whole range</source>
        <translation>Verschieben; mit Umschalt um einen ganzen Bereich</translation>
    </message>
    <message>
        <source>Closer, wider</source>
        <translation>Näher, weiter</translation>
    </message>
    <message>
        <source>Home End</source>
        <translation>Pos1 Ende</translation>
    </message>
    <message>
        <source>Beginning, newest</source>
        <translation>Anfang, Neuestes</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Zoom; with Shift move</source>
        <translation>Zoomen; mit Umschalt verschieben</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Export a picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saved the picture as %1.</source>
        <translation>Bild gespeichert als %1.</translation>
    </message>
    <message>
        <source>Could not write %1. Is there room, and may you write there?</source>
        <translation>%1 ließ sich nicht schreiben. Ist dort Platz, und dürfen Sie dort schreiben?</translation>
    </message>
    <message>
        <source>About Rheoscope</source>
        <translation>Über Rheoscope</translation>
    </message>
    <message>
        <source>Rheoscope %1

The desktop instrument for event-driven systems.
Qt %2. Apache License 2.0.</source>
        <translation>Rheoscope %1

Das Messinstrument für ereignisgetriebene Systeme.
Qt %2. Apache-Lizenz 2.0.</translation>
    </message>
    <message>
        <source>Open a recording, or traces of another tool</source>
        <translation>Eine Aufzeichnung oder Traces eines anderen Werkzeugs öffnen</translation>
    </message>
    <message>
        <source>Recordings (*.rheo);;Traces (*.json *.jsonl *.ndjson *.pb *.csv *.tsv *.xes *.gz *.zst);;All files (*)</source>
        <translation>Aufzeichnungen (*.rheo);;Traces (*.json *.jsonl *.ndjson *.pb *.csv *.tsv *.xes *.gz *.zst);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Ask services for &amp;less…</source>
        <translation>Von Diensten &amp;weniger verlangen…</translation>
    </message>
</context>
<context>
    <name>rheo::ui::PageStack</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>rheo::ui::PayloadPanel</name>
    <message>
        <source>Payload as</source>
        <translation>Nutzdaten als</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Cut by the probe: %1 of %2 were recorded.</source>
        <translation>Von der Sonde gekürzt: %1 von %2 wurden aufgezeichnet.</translation>
    </message>
    <message>
        <source>This is not JSON.</source>
        <translation>Das ist kein JSON.</translation>
    </message>
    <message>
        <source>Only the beginning is shown.</source>
        <translation>Nur der Anfang wird gezeigt.</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>Alle %1 zeigen</translation>
    </message>
</context>
<context>
    <name>rheo::ui::PercentileModel</name>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Hops</source>
        <translation>Hops</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamster</translation>
    </message>
</context>
<context>
    <name>rheo::ui::PlaceFacts</name>
    <message>
        <source>healthy</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>struggling</source>
        <translation>in Mühe</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>fort</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Events in range</source>
        <translation>Ereignisse im Bereich</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Fehlschläge</translation>
    </message>
    <message numerus="yes">
        <source>service · %n instance(s)</source>
        <translation>
            <numerusform>Dienst · %n Instanz</numerusform>
            <numerusform>Dienst · %n Instanzen</numerusform>
        </translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>p50 %1 · p99 %2</source>
        <translation>p50 %1 · p99 %2</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>dead-letter queue</source>
        <translation>Dead-Letter-Queue</translation>
    </message>
    <message>
        <source>%1 · %2 publishing · %3 taking</source>
        <translation>%1 · %2 veröffentlichen · %3 nehmen</translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Unconsumed</source>
        <translation>Nicht abgeholt</translation>
    </message>
    <message>
        <source>nobody listens</source>
        <translation>niemand hört zu</translation>
    </message>
    <message>
        <source>Oldest of them</source>
        <translation>Ältestes davon</translation>
    </message>
    <message>
        <source>publishes</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>subscription %1</source>
        <translation>Subscription %1</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>auf dem Laufenden</translation>
    </message>
    <message>
        <source>%1 events, %2</source>
        <translation>%1 Ereignisse, %2</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
</context>
<context>
    <name>rheo::ui::PlacePanel</name>
    <message>
        <source>Slowest event here</source>
        <translation>Langsamstes Ereignis hier</translation>
    </message>
    <message>
        <source>Open slowest</source>
        <translation>Langsamstes öffnen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Replay…</source>
        <translation>Wiederholen…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suche…</translation>
    </message>
    <message>
        <source>Not seen in this range with this filter.</source>
        <translation>In diesem Bereich mit diesem Filter nicht gesehen.</translation>
    </message>
    <message>
        <source>%1 took %2 in %3, %4</source>
        <translation>%1 nahm %2 in %3, %4</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ProblemCounts</name>
    <message>
        <source>%1 errors, %2 warnings, %3 notes in this range</source>
        <translation>%1 Fehler, %2 Warnungen, %3 Hinweise in diesem Bereich</translation>
    </message>
</context>
<context>
    <name>rheo::ui::Problems</name>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 vom Typ %2</translation>
    </message>
    <message>
        <source>%1 failed in %2</source>
        <translation>%1: Fehlschlag in %2</translation>
    </message>
    <message>
        <source>%1 was given up by %2 and dead-lettered</source>
        <translation>%1 wurde von %2 aufgegeben und aussortiert</translation>
    </message>
    <message>
        <source>%1 were given up by %2 and dead-lettered</source>
        <translation>%1 wurden von %2 aufgegeben und aussortiert</translation>
    </message>
    <message>
        <source>%1 was delivered twice to %2</source>
        <translation>%1 wurde %2 doppelt zugestellt</translation>
    </message>
    <message>
        <source>%1 were delivered twice to %2</source>
        <translation>%1 wurden %2 doppelt zugestellt</translation>
    </message>
    <message>
        <source>%1 reached %2 out of order</source>
        <translation>%1 in falscher Reihenfolge bei %2</translation>
    </message>
    <message>
        <source>%1 on %2, nobody listens</source>
        <translation>%1 auf %2, niemand hört zu</translation>
    </message>
    <message>
        <source>%1 does not fit its schema</source>
        <translation>%1 passt nicht zum Schema</translation>
    </message>
    <message>
        <source>%1 do not fit their schema</source>
        <translation>%1 passen nicht zum Schema</translation>
    </message>
    <message>
        <source>%1 falls behind</source>
        <translation>%1 gerät in Rückstand</translation>
    </message>
    <message>
        <source>%1 falls behind on %2</source>
        <translation>%1 gerät bei %2 in Rückstand</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>Dead Letter</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplikat</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Nobody listens</source>
        <translation>Niemand hört zu</translation>
    </message>
    <message>
        <source>Stuck saga</source>
        <translation>Saga hängt</translation>
    </message>
    <message>
        <source>Schema violation</source>
        <translation>Schemaverstoß</translation>
    </message>
    <message>
        <source>Breaking change</source>
        <translation>Schemabruch</translation>
    </message>
    <message>
        <source>Slow consumer</source>
        <translation>Langsamer Empfänger</translation>
    </message>
    <message>
        <source>Clock skew</source>
        <translation>Uhrabweichung</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Failed saga</source>
        <translation>Saga gescheitert</translation>
    </message>
    <message>
        <source>Unknown problem</source>
        <translation>Unbekanntes Problem</translation>
    </message>
    <message>
        <source>%1 sagas are stuck</source>
        <translation>%1 Sagas hängen</translation>
    </message>
    <message>
        <source>Saga %1 is stuck</source>
        <translation>Saga %1 hängt</translation>
    </message>
    <message>
        <source>%1 sagas failed</source>
        <translation>%1 Sagas sind gescheitert</translation>
    </message>
    <message>
        <source>Saga %1 failed</source>
        <translation>Saga %1 ist gescheitert</translation>
    </message>
    <message>
        <source>%1 changed in a way that breaks its consumers</source>
        <translation>%1 hat sich so geändert, dass Empfänger scheitern</translation>
    </message>
    <message>
        <source>The clock of %1 disagrees with the others</source>
        <translation>Die Uhr von %1 weicht von den anderen ab</translation>
    </message>
    <message>
        <source>%1 events of %2 were lost</source>
        <translation>%1 Ereignisse von %2 gingen verloren</translation>
    </message>
    <message>
        <source>a span&apos;s parent is missing</source>
        <translation>der Vorgänger eines Spans fehlt</translation>
    </message>
    <message>
        <source>a span is its own ancestor</source>
        <translation>ein Span ist sein eigener Vorgänger</translation>
    </message>
    <message>
        <source>a span without a start</source>
        <translation>ein Span ohne Anfang</translation>
    </message>
    <message>
        <source>a span ends before it starts</source>
        <translation>ein Span endet, bevor er beginnt</translation>
    </message>
    <message>
        <source>a span takes no time</source>
        <translation>ein Span dauert keine Zeit</translation>
    </message>
    <message>
        <source>two spans with one id</source>
        <translation>zwei Spans mit derselben Kennung</translation>
    </message>
    <message>
        <source>a trace has several roots</source>
        <translation>ein Trace hat mehrere Wurzeln</translation>
    </message>
    <message>
        <source>tags of a span were cut: too long</source>
        <translation>Tags eines Spans wurden gekürzt: zu lang</translation>
    </message>
    <message>
        <source>more than 1024 links</source>
        <translation>mehr als 1024 Verknüpfungen</translation>
    </message>
    <message>
        <source>In traces of %1: %2</source>
        <translation>In Traces von %1: %2</translation>
    </message>
    <message>
        <source>In traces of %1, %2 times: %3</source>
        <translation>In Traces von %1, %2-mal: %3</translation>
    </message>
    <message>
        <source>Faulty trace</source>
        <translation>Fehlerhafter Trace</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ProblemsModel</name>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ProblemsView</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) · double click shows the events</source>
        <translation>
            <numerusform>%n Stelle · Doppelklick zeigt die Ereignisse</numerusform>
            <numerusform>%n Stellen · Doppelklick zeigt die Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suche…</translation>
    </message>
    <message>
        <source>No problem in this range.

Here would be failures, dead letters, duplicates, events out of order or that nobody takes,
stuck and failed sagas, schema violations, slow consumers and losses.</source>
        <translation>Kein Problem in diesem Bereich.

Hier stünden Fehlschläge, Dead Letters, Duplikate, Ereignisse in falscher Reihenfolge oder ohne Empfänger,
hängende und gescheiterte Sagas, Schemaverstöße, langsame Empfänger und Verluste.</translation>
    </message>
    <message>
        <source>The kinds that there are, are switched off above.</source>
        <translation>Die vorhandenen Arten sind oben ausgeschaltet.</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ReplayDialog</name>
    <message>
        <source>%1 – %2  (%3)</source>
        <translation>%1 – %2  (%3)</translation>
    </message>
    <message>
        <source>whichever service takes the type</source>
        <translation>der Dienst, der den Typ annimmt</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Of these can be sent</source>
        <translation>Davon sendbar</translation>
    </message>
    <message>
        <source>Takes about</source>
        <translation>Dauert etwa</translation>
    </message>
    <message>
        <source>Peak rate</source>
        <translation>Höchste Rate</translation>
    </message>
    <message>
        <source>No published event matches: widen the range or the filter.</source>
        <translation>Kein veröffentlichtes Ereignis passt: Bereich oder Filter erweitern.</translation>
    </message>
    <message>
        <source>▲ Nothing is being recorded: replay goes to running services only.</source>
        <translation>▲ Es wird nicht aufgezeichnet: wiederholt wird nur an laufende Dienste.</translation>
    </message>
    <message>
        <source>replay %1 events</source>
        <translation>%1 Ereignisse wiederholen</translation>
    </message>
    <message>
        <source>replay %1 events to %2</source>
        <translation>%1 Ereignisse an %2 wiederholen</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Probe läuft…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Sende…</translation>
    </message>
    <message>
        <source>%1 of %2 looked at</source>
        <translation>%1 von %2 geprüft</translation>
    </message>
    <message>
        <source>%1 of %2 sent · %3 accepted · %4 processed · %5 refused</source>
        <translation>%1 von %2 gesendet · %3 angenommen · %4 verarbeitet · %5 abgelehnt</translation>
    </message>
    <message>
        <source>The dry run was cancelled.</source>
        <translation>Der Probelauf wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Dry run: %1 events would be sent, none was.</source>
        <translation>Probelauf: %1 Ereignisse würden gesendet, keines wurde es.</translation>
    </message>
    <message>
        <source> %1 cannot be sent.</source>
        <translation> %1 sind nicht sendbar.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sent, %4 accepted, %5 processed, %6 refused. The gaps between events were kept to %7 (median).</source>
        <translation>%1: %2 von %3 gesendet, %4 angenommen, %5 verarbeitet, %6 abgelehnt. Die Abstände zwischen den Ereignissen wurden auf %7 genau eingehalten (Median).</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Replay: %1</source>
        <translation>Wiederholung: %1</translation>
    </message>
    <message>
        <source>These are real events for real services. To start, type: %1</source>
        <translation>Das sind echte Ereignisse für echte Dienste. Zum Starten tippen: %1</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>every published event in the range</source>
        <translation>jedes veröffentlichte Ereignis im Bereich</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source> events/s</source>
        <translation> Ereignisse/s</translation>
    </message>
    <message>
        <source>Events that match</source>
        <translation>Passende Ereignisse</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Aufgezeichnet</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>Senden an</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Never faster than</source>
        <translation>Nie schneller als</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Was geschähe</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Bestätigung</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Goes through every event and sends none</source>
        <translation>Geht jedes Ereignis durch und sendet keines</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SagaPanel</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps of this saga</source>
        <translation>Schritte dieser Saga</translation>
    </message>
    <message>
        <source>Variants of this saga</source>
        <translation>Varianten dieser Saga</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Replay…</source>
        <translation>Wiederholen…</translation>
    </message>
    <message>
        <source>Saga</source>
        <translation>Saga</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>Offen seit</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Stuck at</source>
        <translation>Hängt bei</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>, undoes %1</source>
        <translation>, macht %1 rückgängig</translation>
    </message>
    <message>
        <source> · attempt %1</source>
        <translation> · Versuch %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SagaStateChips</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Only sagas that are %1</source>
        <translation>Nur Sagas im Zustand: %1</translation>
    </message>
    <message>
        <source>All sagas of the range</source>
        <translation>Alle Sagas des Bereichs</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SagaTableModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of the 95th percentile</source>
        <translation>%1 des 95. Perzentils</translation>
    </message>
    <message>
        <source>How long it took; the tick is what 95 of 100 of its kind stay below</source>
        <translation>Wie lange sie dauerte; unter dem Strich bleiben 95 von 100 ihrer Art</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Saga</source>
        <translation>Saga</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Duration vs p95</source>
        <translation>Dauer gegen p95</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SagaTimeline</name>
    <message>
        <source>Timeline of the saga</source>
        <translation>Zeitleiste der Saga</translation>
    </message>
    <message>
        <source>No step of this saga was seen yet</source>
        <translation>Von dieser Saga wurde noch kein Schritt gesehen</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SagaVariantsPanel</name>
    <message>
        <source>Variants of this saga</source>
        <translation>Varianten dieser Saga</translation>
    </message>
    <message>
        <source>VARIANTS OF THIS SAGA</source>
        <translation>VARIANTEN DIESER SAGA</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SagasView</name>
    <message>
        <source>waited %1</source>
        <translation>wartete %1</translation>
    </message>
    <message>
        <source>stuck for %1</source>
        <translation>hängt seit %1</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>undoes</source>
        <translation>macht rückgängig</translation>
    </message>
    <message>
        <source>variant %1 of %2 (%3 of sagas)</source>
        <translation>Variante %1 von %2 (%3 der Sagas)</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>compensating for %1</source>
        <translation>kompensiert seit %1</translation>
    </message>
    <message>
        <source>completed in %1</source>
        <translation>abgeschlossen in %1</translation>
    </message>
    <message>
        <source>compensated in %1</source>
        <translation>kompensiert in %1</translation>
    </message>
    <message>
        <source>failed after %1</source>
        <translation>gescheitert nach %1</translation>
    </message>
    <message>
        <source>timed out after %1</source>
        <translation>abgelaufen nach %1</translation>
    </message>
    <message>
        <source>no end seen</source>
        <translation>kein Ende gesehen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>being undone</source>
        <translation>wird rückgängig gemacht</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>stuck at %1</source>
        <translation>hängt bei %1</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>undo %1</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>straight through</source>
        <translation>geradeaus</translation>
    </message>
    <message>
        <source>%1 failed, retries too</source>
        <translation>%1 gescheitert, auch wiederholt</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>%1 retried</source>
        <translation>%1 wiederholt</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>mit %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>as far as %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>in another order</source>
        <translation>in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Undoes</source>
        <translation>Macht rückgängig</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Began after</source>
        <translation>Begann nach</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>Waited before</source>
        <translation>Wartete davor</translation>
    </message>
    <message>
        <source>Find by saga, key or state</source>
        <translation>Saga, Schlüssel oder Zustand</translation>
    </message>
    <message>
        <source>Sagas</source>
        <translation>Sagas</translation>
    </message>
    <message>
        <source>No sagas in this range. A saga is a long transaction over one key: services report its steps with the saga calls of the probe, and compensations with what they undo.</source>
        <translation>Keine Sagas in diesem Bereich. Eine Saga ist eine lange Transaktion über einen Schlüssel: Dienste melden ihre Schritte mit den Saga-Aufrufen der Sonde, und Kompensationen mit dem, was sie rückgängig machen.</translation>
    </message>
    <message>
        <source>This saga could not be read: %1</source>
        <translation>Diese Saga ließ sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>the newest %1 sagas</source>
        <translation>die neuesten %1 Sagas</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>rheo::ui::Screenshot</name>
    <message>
        <source>cannot open %1</source>
        <translation>%1 lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>still busy after %1 s; drawing what there is</source>
        <translation>nach %1 s noch beschäftigt; zeichne, was da ist</translation>
    </message>
    <message>
        <source>cannot write %1. Is there room, and may you write there?</source>
        <translation>%1 lässt sich nicht schreiben. Ist dort Platz, und dürfen Sie dort schreiben?</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SendsModel</name>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>processed</source>
        <translation>verarbeitet</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>double click opens its event</source>
        <translation>Doppelklick öffnet das Ereignis</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Processed</source>
        <translation>Verarbeitet</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SeriesModel</name>
    <message>
        <source>%1 failures</source>
        <translation>%1 Fehlschläge</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Mean rate</source>
        <translation>Mittlere Rate</translation>
    </message>
    <message>
        <source>Peak rate</source>
        <translation>Höchste Rate</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
</context>
<context>
    <name>rheo::ui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>Nichts geöffnet</translation>
    </message>
    <message>
        <source>Recording %1</source>
        <translation>Zeichnet auf: %1</translation>
    </message>
    <message>
        <source>%1 ev/s in</source>
        <translation>%1 Er./s ein</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 verworfen</translation>
    </message>
    <message>
        <source>1 gap</source>
        <translation>1 Lücke</translation>
    </message>
    <message>
        <source>%1 gaps</source>
        <translation>%1 Lücken</translation>
    </message>
    <message>
        <source>%1 events · %2</source>
        <translation>%1 Ereignisse · %2</translation>
    </message>
    <message>
        <source>ingest %1 behind</source>
        <translation>%1 hinterher</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>Bild %1</translation>
    </message>
</context>
<context>
    <name>rheo::ui::StreamListModel</name>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>still</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1, sampled</source>
        <translation>%1, Auswahl</translation>
    </message>
    <message>
        <source>vanished</source>
        <translation>verschwunden</translation>
    </message>
    <message>
        <source>%1, cut</source>
        <translation>%1, gekürzt</translation>
    </message>
    <message>
        <source>asked for less: %1</source>
        <translation>weniger verlangt: %1</translation>
    </message>
    <message>
        <source>not wanted, and left out: %1</source>
        <translation>nicht verlangt und ausgelassen: %1</translation>
    </message>
</context>
<context>
    <name>rheo::ui::SummaryPanel</name>
    <message>
        <source>This range</source>
        <translation>Dieser Bereich</translation>
    </message>
    <message>
        <source>Nothing is selected. Click a service, an event or a saga to see it here.</source>
        <translation>Nichts ausgewählt. Klicken Sie auf einen Dienst, ein Ereignis oder eine Saga.</translation>
    </message>
    <message>
        <source>Sagas</source>
        <translation>Sagas</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Sightings</source>
        <translation>Sichtungen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Published events</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Hops ended</source>
        <translation>Beendete Hops</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n gap(s)</source>
        <translation>
            <numerusform>%1 in %n Lücke</numerusform>
            <numerusform>%1 in %n Lücken</numerusform>
        </translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
</context>
<context>
    <name>rheo::ui::ThroughputChart</name>
    <message>
        <source>Throughput over time</source>
        <translation>Durchsatz über die Zeit</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>saga steps</source>
        <translation>Saga-Schritte</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Nothing happened in this range that the filter lets through.
Widen the range or clear the filter.</source>
        <translation>In diesem Bereich geschah nichts, das der Filter durchlässt.
Bereich erweitern oder Filter leeren.</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::ThroughputView</name>
    <message>
        <source>One series for each</source>
        <translation>Eine Reihe je</translation>
    </message>
    <message>
        <source>By topic</source>
        <translation>Nach Topic</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Nach Dienst</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>Nach Typ</translation>
    </message>
    <message>
        <source>By stage</source>
        <translation>Nach Stufe</translation>
    </message>
    <message>
        <source>Drawn as</source>
        <translation>Gezeichnet als</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>Gestapelt</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihen</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>saga steps, no %1</source>
        <translation>Saga-Schritte, kein %1</translation>
    </message>
    <message>
        <source>%1 events · %2 · %3 · %4 per point</source>
        <translation>%1 Ereignisse · %2 · %3 · %4 je Punkt</translation>
    </message>
    <message>
        <source>no failures</source>
        <translation>keine Fehlschläge</translation>
    </message>
    <message>
        <source>%1 failures</source>
        <translation>%1 Fehlschläge</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
</context>
<context>
    <name>rheo::ui::TimeStrip</name>
    <message>
        <source>Time strip: the range that every view shows</source>
        <translation>Zeitstreifen: der Bereich, den jede Ansicht zeigt</translation>
    </message>
    <message>
        <source>Waiting for the first event…</source>
        <translation>Warte auf das erste Ereignis…</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
</context>
<context>
    <name>rheo::ui::TimedApplication</name>
    <message>
        <source>The window stood still for %1 ms (%2).</source>
        <translation>Das Fenster stand %1 ms still (%2).</translation>
    </message>
</context>
<context>
    <name>rheo::ui::TopBar</name>
    <message>
        <source>last 30 s</source>
        <translation>letzte 30 s</translation>
    </message>
    <message>
        <source>last 1 min</source>
        <translation>letzte 1 min</translation>
    </message>
    <message>
        <source>last 5 min</source>
        <translation>letzte 5 min</translation>
    </message>
    <message>
        <source>last 15 min</source>
        <translation>letzte 15 min</translation>
    </message>
    <message>
        <source>last 1 h</source>
        <translation>letzte 1 h</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation>Tasten (?)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Range shown by every view</source>
        <translation>Bereich, den jede Ansicht zeigt</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>letzte %1</translation>
    </message>
</context>
<context>
    <name>rheo::ui::TopologyCanvas</name>
    <message>
        <source>Filter to this</source>
        <translation>Danach filtern</translation>
    </message>
    <message>
        <source>Show its events</source>
        <translation>Seine Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Replay its events…</source>
        <translation>Seine Ereignisse wiederholen…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin here</source>
        <translation>Hier anheften</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Re-layout</source>
        <translation>Neu anordnen</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Dead-letter queue</source>
        <translation>Dead-Letter-Queue</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Services, topics and the edges between them. Arrow keys go from node to node, Enter filters to the selected one, Escape clears the selection.</source>
        <translation>Dienste, Topics und die Kanten dazwischen. Pfeiltasten gehen von Knoten zu Knoten, Eingabe filtert nach dem gewählten, Esc hebt die Auswahl auf.</translation>
    </message>
    <message>
        <source>No events in this range</source>
        <translation>Keine Ereignisse in diesem Bereich</translation>
    </message>
    <message>
        <source>Services, topics and who listens to them appear here with the first events. Widen the range below, or clear the filter.</source>
        <translation>Dienste, Topics und wer ihnen zuhört erscheinen hier mit den ersten Ereignissen. Den Bereich unten erweitern oder den Filter leeren.</translation>
    </message>
</context>
<context>
    <name>rheo::ui::TopologyLegend</name>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>never read</source>
        <translation>nie gelesen</translation>
    </message>
    <message>
        <source>edge width = rate</source>
        <translation>Kantenbreite = Rate</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>nobody listens</source>
        <translation>niemand hört zu</translation>
    </message>
    <message>
        <source>Hide the legend</source>
        <translation>Legende verbergen</translation>
    </message>
    <message>
        <source>Show the legend</source>
        <translation>Legende zeigen</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
</context>
<context>
    <name>rheo::ui::TopologyView</name>
    <message>
        <source>gone %1 ago</source>
        <translation>seit %1 fort</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>1 dead letter</source>
        <translation>1 Dead Letter</translation>
    </message>
    <message>
        <source>%1 dead letters</source>
        <translation>%1 Dead Letters</translation>
    </message>
    <message>
        <source>%1 events, nobody listens</source>
        <translation>%1 Ereignisse, niemand hört zu</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>ältestes %1</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>Rückstand %1</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Sightings</source>
        <translation>Sichtungen</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Nobody listens</source>
        <translation>Niemand hört zu</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Ältestes</translation>
    </message>
    <message>
        <source>Processing p50 · p99</source>
        <translation>Verarbeitung p50 · p99</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>%1 events, %2</source>
        <translation>%1 Ereignisse, %2</translation>
    </message>
    <message>
        <source>End to end p50 · p99</source>
        <translation>Ende zu Ende p50 · p99</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit everything into the window</source>
        <translation>Alles ins Fenster einpassen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>↻ Re-layout</source>
        <translation>↻ Neu anordnen</translation>
    </message>
    <message>
        <source>Lay the graph out anew; pinned nodes stay</source>
        <translation>Den Graphen neu anordnen; angeheftete Knoten bleiben</translation>
    </message>
    <message>
        <source>Find a service or topic</source>
        <translation>Dienst oder Topic suchen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>(calls)</source>
        <translation>(Aufrufe)</translation>
    </message>
</context>
<context>
    <name>rheo::ui::VariantBars</name>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n step(s) undone</source>
        <translation>
            <numerusform>%1, %n Schritt rückgängig</numerusform>
            <numerusform>%1, %n Schritte rückgängig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>straight through, %n step(s)</source>
        <translation>
            <numerusform>geradeaus, %n Schritt</numerusform>
            <numerusform>geradeaus, %n Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 after %n step(s)</source>
        <translation>
            <numerusform>%1 nach %n Schritt</numerusform>
            <numerusform>%1 nach %n Schritten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
%2 sagas, median %3</source>
        <translation>%1
%2 Sagas, Median %3</translation>
    </message>
</context>
<context>
    <name>rheo::ui::Words</name>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>processed</source>
        <translation>verarbeitet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>retry scheduled</source>
        <translation>Wiederholung geplant</translation>
    </message>
    <message>
        <source>dead-lettered</source>
        <translation>aussortiert</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>saga started</source>
        <translation>Saga begonnen</translation>
    </message>
    <message>
        <source>step started</source>
        <translation>Schritt begonnen</translation>
    </message>
    <message>
        <source>step done</source>
        <translation>Schritt fertig</translation>
    </message>
    <message>
        <source>step failed</source>
        <translation>Schritt gescheitert</translation>
    </message>
    <message>
        <source>compensating</source>
        <translation>kompensiert gerade</translation>
    </message>
    <message>
        <source>compensated</source>
        <translation>kompensiert</translation>
    </message>
    <message>
        <source>saga completed</source>
        <translation>Saga abgeschlossen</translation>
    </message>
    <message>
        <source>saga compensated</source>
        <translation>Saga kompensiert</translation>
    </message>
    <message>
        <source>saga failed</source>
        <translation>Saga gescheitert</translation>
    </message>
    <message>
        <source>saga timed out</source>
        <translation>Saga abgelaufen</translation>
    </message>
    <message>
        <source>unknown stage</source>
        <translation>unbekannte Stufe</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>unknown kind</source>
        <translation>unbekannte Art</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>hängt</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>unknown state</source>
        <translation>unbekannter Zustand</translation>
    </message>
</context>
</TS>
