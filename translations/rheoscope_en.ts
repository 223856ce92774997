<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>rheo::ui::ColumnsDialog</name>
    <message numerus="yes">
        <source>%n column(s), separated by %1. Fields are called as in the filter language; Enter changes one.</source>
        <translation>
            <numerusform>%n column, separated by %1. Fields are called as in the filter language; Enter changes one.</numerusform>
            <numerusform>%n columns, separated by %1. Fields are called as in the filter language; Enter changes one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::CompareChangesModel</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::CompareView</name>
    <message numerus="yes">
        <source>Before: %1 · %n edge(s) in both · </source>
        <translation>
            <numerusform>Before: %1 · %n edge in both · </numerusform>
            <numerusform>Before: %1 · %n edges in both · </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::EventPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::LatencyChart</name>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <translation>
            <numerusform>%n hop</numerusform>
            <numerusform>%n hops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::PlaceFacts</name>
    <message numerus="yes">
        <source>service · %n instance(s)</source>
        <translation>
            <numerusform>service · %n instance</numerusform>
            <numerusform>service · %n instances</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::ProblemsView</name>
    <message numerus="yes">
        <source>%n place(s) · double click shows the events</source>
        <translation>
            <numerusform>%n place · double click shows the events</numerusform>
            <numerusform>%n places · double click shows the events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::SummaryPanel</name>
    <message numerus="yes">
        <source>%1 in %n gap(s)</source>
        <translation>
            <numerusform>%1 in %n gap</numerusform>
            <numerusform>%1 in %n gaps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::ThroughputChart</name>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rheo::ui::VariantBars</name>
    <message numerus="yes">
        <source>%1, %n step(s) undone</source>
        <translation>
            <numerusform>%1, %n step undone</numerusform>
            <numerusform>%1, %n steps undone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>straight through, %n step(s)</source>
        <translation>
            <numerusform>straight through, %n step</numerusform>
            <numerusform>straight through, %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 after %n step(s)</source>
        <translation>
            <numerusform>%1 after %n step</numerusform>
            <numerusform>%1 after %n steps</numerusform>
        </translation>
    </message>
</context>
</TS>
