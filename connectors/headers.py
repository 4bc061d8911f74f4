"""Which column is what: by its name in many languages, and by the shape of the data where the name is unknown."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

NAMES: dict[str, str] = {
    "start": """start time; start; started at; start date; date; startzeit; datum; beginn; heure de debut; date de debut;
        hora de inicio; fecha de inicio; fecha; inicio; data; data inizio; ora di inizio; ora inizio; data de inicio;
        hora de comeco; starttijd; begintijd; data rozpoczecia; czas rozpoczecia; starttid; baslangic zamani;
        baslangic saati; tarih; дата; время начала; начало; 日付; 開始時刻; 開始時間; 날짜; 시작 시간; 日期; 开始时间; 開始時間;
        paivamaara; dato; debut""",
    "end": """end time; end; ended at; endzeit; ende; heure de fin; date de fin; hora de fin; hora de finalizacion; fin;
        fecha de fin; hora final; hora de termino; termino; ora di fine; data fine; fine; eindtijd; einde;
        czas zakonczenia; data zakonczenia; sluttid; bitis zamani; bitis saati; время окончания; окончание; 終了時刻;
        終了時間; 종료 시간; 结束时间; 結束時間""",
    "title": """title; workout name; workout title; workout; titel; workout titel; trainingsname; name des workouts;
        trainingstitel; titre; nom de l'entrainement; nom du workout; nom de la seance; titulo; nombre del entrenamiento;
        nombre de entrenamiento; nome do treino; titolo; nome allenamento; nome dell'allenamento; naam van de training;
        naam training; trainingsnaam; workoutnaam; nazwa treningu; tytul; traningsnamn; passnamn; passets namn;
        antrenman adi; baslik; название тренировки; название; ワークアウト名; タイトル; 운동 이름; 제목; 标题; 訓練名稱; 训练名称""",
    "exercise": """exercise title; exercise name; exercise; ubungstitel; ubungsname; ubung; name der ubung; ubungsbezeichnung;
        titre de l'exercice; nom de l'exercice; nom d'exercice; exercice; titulo del ejercicio; nombre del ejercicio;
        nombre de ejercicio; ejercicio; titulo do exercicio; nome do exercicio; exercicio; titolo esercizio;
        nome esercizio; nome dell'esercizio; esercizio; naam van de oefening; naam oefening; oefening; oefeningnaam;
        oefeningtitel; nazwa cwiczenia; tytul cwiczenia; cwiczenie; ovningsnamn; ovning; egzersiz adi; egzersiz basligi;
        egzersiz; название упражнения; упражнение; エクササイズ名; 種目名; 種目; 운동명; 종목; 动作名称; 動作名稱; 练习名称""",
    "description": """description; workout notes; beschreibung; workout notizen; trainingsnotizen; notes d'entrainement;
        notes de l'entrainement; notes de la seance; notas del entrenamiento; notas de entrenamiento; descripcion;
        descricao; notas do treino; descrizione; note allenamento; note dell'allenamento; beschrijving; trainingsnotities;
        workoutnotities; notatki z treningu; opis; notatki treningu; beskrivning; passanteckningar; traningsanteckningar;
        aciklama; antrenman notlari; описание; заметки к тренировке; заметки о тренировке; 説明; ワークアウトメモ; 설명; 描述""",
    "exercise_notes": """exercise notes; notes; note; notizen; ubungsnotizen; notes d'exercice; notes de l'exercice; notas;
        notas del ejercicio; notas do exercicio; note esercizio; note dell'esercizio; notities; oefeningnotities; notatki;
        notatki do cwiczenia; anteckningar; ovningsanteckningar; notlar; egzersiz notlari; заметки; примечания;
        заметки к упражнению; メモ; 메모; 备注; 備註; 笔记""",
    "superset": """superset id; superset; supersatz id; supersatz; superserie id; superserie; id superserie; id de superserie;
        id superset; supersett; суперсет; スーパーセット; 슈퍼세트; 超级组""",
    "index": """set index; set order; set number; set; set nr; satzindex; satznummer; satz; reihenfolge festlegen; satzreihenfolge;
        reihenfolge der satze; satz reihenfolge; index de serie; ordre de serie; ordre des series; numero de serie; serie;
        indice de serie; orden de serie; orden de la serie; orden de las series; establecer orden; indice da serie;
        ordem da serie; ordem das series; definir ordem; indice serie; ordine serie; ordine delle serie; imposta ordine;
        setvolgorde; set volgorde; setnummer; kolejnosc serii; indeks serii; numer serii; seria; setordning; setindex;
        set sirasi; set numarasi; set indeksi; порядок подходов; номер подхода; порядок подхода; подход; セット順; セット番号;
        セット; 세트 순서; 세트; 组序; 組序""",
    "kind": """set type; satztyp; satzart; type de serie; tipo de serie; tipo da serie; tipo serie; tipo di serie; settype;
        typ serii; settyp; set turu; set tipi; тип подхода; セットタイプ; セット種別; 세트 유형; 组类型; 組類型""",
    "weight": """weight; load; gewicht; poids; peso; carga; ciezar; waga; obciazenie; vikt; agirlik; вес; 重量; 重さ; 무게; vaegt;
        vekt; paino; hmotnost; vaha""",
    "weight_unit": """weight unit; unit; gewichtseinheit; einheit; unite de poids; unidad de peso; unidade de peso;
        unita di peso; gewichtseenheid; jednostka wagi; jednostka ciezaru; viktenhet; agirlik birimi; единица веса;
        重量単位; 重量の単位; 무게 단위; 重量单位; 重量單位; unita peso""",
    "reps": """reps; repetitions; wdh; wiederholungen; wiederh; repeticiones; reps reps; repeticoes; ripetizioni; herhalingen;
        powtorzenia; repetitioner; tekrar; tekrarlar; повторения; повторы; 回数; レップ; レップ数; 횟수; 반복; 次数; 次數; rep""",
    "distance": """distance; distanz; entfernung; strecke; distancia; distanza; afstand; dystans; odleglosc; distans; avstand;
        mesafe; расстояние; дистанция; 距離; 거리; 距离""",
    "distance_unit": """distance unit; distanzeinheit; entfernungseinheit; unite de distance; unidad de distancia;
        unidade de distancia; unita di distanza; afstandseenheid; jednostka odleglosci; jednostka dystansu; distansenhet;
        mesafe birimi; единица расстояния; 距離単位; 거리 단위; 距离单位""",
    "seconds": """duration seconds; seconds; dauer sekunden; sekunden; duree secondes; secondes; duracion segundos; segundos;
        duracao segundos; durata secondi; secondi; duur seconden; seconden; czas trwania sekundy; sekundy; sekunder;
        varaktighet sekunder; sure saniye; saniye; секунды; длительность секунды; 秒; 秒数; 초; 秒數; time; sek""",
    "duration": """duration; duration sec; dauer sek; duree sec; duracion seg; durata sec; duur sec; workout duration; dauer; workout dauer; trainingsdauer; duree; duree de l'entrainement; duracion;
        duracion del entrenamiento; duracao; duracao do treino; durata; durata allenamento; durata dell'allenamento; duur;
        trainingsduur; czas trwania; czas trwania treningu; langd; varaktighet; sure; antrenman suresi; длительность;
        продолжительность; 所要時間; 時間; 시간; 时长; 時長""",
    "rpe": "rpe; rpe rpe; anstrengung; borg",
    "number": "workout #; workout no; workout number; workout nr; training #; workout id",
}
UNITS = {
    "kg": "kg", "kgs": "kg", "кг": "kg", "kilogramm": "kg", "lb": "lb", "lbs": "lb", "pfund": "lb", "фунт": "lb",
    "km": "km", "kilometer": "km", "км": "km", "mi": "mi", "miles": "mi", "mile": "mi", "meilen": "mi", "m": "m",
    "meters": "m", "metres": "m", "meter": "m", "metros": "m", "metri": "m", "м": "m", "yd": "yd", "yards": "yd", "ft": "ft",
    "feet": "ft", "pounds": "lb", "pound": "lb", "libras": "lb", "livres": "lb", "libbre": "lb", "millas": "mi",
    "milhas": "mi", "miglia": "mi", "kilometers": "km", "meilen.": "mi", "mt": "m", "mtr": "m",
}  # fmt: skip
"""What a unit is called in a header or a cell."""
NEEDED = frozenset({"start", "exercise"})
NUMBERS = frozenset({"weight", "reps", "seconds", "distance"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row, and the units that the header names."""

    at: Mapping[str, int]
    units: Mapping[str, str]
    """``weight`` and ``distance``, if the header says."""

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The text of a column; empty if there is no such column."""
        at = self.at.get(name)
        return cells[at].strip() if at is not None and at < len(cells) else ""

    @property
    def is_log(self) -> bool:
        """Whether these can be sets of a log."""
        return self.at.keys() >= NEEDED and bool(NUMBERS & self.at.keys())

    @property
    def least(self) -> int:
        """How many cells a row has at the least."""
        return max(self.at[name] for name in (*NEEDED, "weight", "reps") if name in self.at) + 1


def plain_name(cell: str) -> tuple[str, str | None]:
    """A header without accents, case and unit, and that unit.

    >>> plain_name("Weight (lbs)"), plain_name("weight_kg"), plain_name("Name der Übung")
    (('weight', 'lb'), ('weight', 'kg'), ('name der ubung', None))
    """
    text = unicodedata.normalize("NFKD", cell.strip().strip('"').casefold().replace("ı", "i").replace("ł", "l"))
    text = unicodedata.normalize("NFC", "".join(each for each in text if unicodedata.combining(each) not in (230, 202)))
    words = re.sub(r"[_().\[\]/:·-]+", " ", text.replace("’", "'")).split()
    unit = next((UNITS[word] for word in words[1:] if word in UNITS), None)
    if unit is not None:
        words = [words[0], *(word for word in words[1:] if word not in UNITS)]
    return " ".join(words), unit


def columns_of(header: Sequence[str]) -> Columns:
    """The columns whose names are known."""
    at: dict[str, int] = {}
    units: dict[str, str] = {}
    for position, cell in enumerate(header):
        name, unit = plain_name(cell)
        what = _WHAT.get(name)
        if what is not None and what not in at:
            at[what] = position
            if unit is not None and what in ("weight", "distance"):
                units[what] = unit
    return Columns(at, units)


def columns_by_shape(
    header: Sequence[str], sample: Sequence[Sequence[str]], layouts: Sequence[str], fits: Callable[[str, str], bool]
) -> Columns | None:
    """The columns of the first layout, names divided by spaces, whose width and data fit."""
    units = [plain_name(cell)[1] for cell in header]
    for layout in layouts:
        names = layout.split()
        if len(names) != len(header):
            continue
        full = [row for row in sample if len(row) == len(names)]
        good = sum(all(fits(name, cell.strip()) for name, cell in zip(names, row, strict=True)) for row in full)
        if full and good >= 0.6 * len(full):
            at = {name: place for place, name in enumerate(names)}
            found = {name: unit for name in ("weight", "distance") if name in at and (unit := units[at[name]])}
            return Columns(at, found)
    return None


_WHAT = {plain_name(name)[0]: what for what, names in NAMES.items() for name in names.split(";")}
