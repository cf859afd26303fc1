using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.OnCall;

namespace MissionControl.Core.Catalog.Sections.Telling;

/// <summary><c>rotas:</c> who is on duty, week by week.</summary>
internal static class RotaSection
{
    public const string Kind = "rota";

    private static readonly TextShape NameShape = TextShape.Line(80);

    private static readonly Key<string> PersonName = Key.Required("name", NameShape, "Unique in the rota.");
    private static readonly Key<string> PersonEmail = Key.Optional("email", new EmailShape(), "Where e-mail reaches them.");
    private static readonly Key<string> PersonSlack = Key.Optional("slack", TextShape.Line(32), "Their member id in Slack, for example U024BE7LH.");
    private static readonly Shape<RotaPerson> Person = new ObjectShape<RotaPerson>("a person of a rota", [PersonName, PersonEmail, PersonSlack], BuildPerson);

    private static readonly Key<DateOnly> WeekFrom = Key.Required("from", new DateShape(), "Its first day.");
    private static readonly Key<string> WeekPerson = Key.Required("person", NameShape, "The name of whoever has it.");
    private static readonly Shape<RotaWeek> Week = new ObjectShape<RotaWeek>("a week", [WeekFrom, WeekPerson], static fields => new(fields.Get(WeekFrom, default), fields.Get(WeekPerson, "")));

    private static readonly Key<DateOnly> Start = Key.Required("start", new DateShape(), "The first day of the first week; every week begins on its weekday.");
    private static readonly Key<RotaRhythm> Every = Key.Optional("every", WordShape<RotaRhythm>.Small("a rhythm"), "week (default).");
    private static readonly Key<ImmutableArray<string>> Turns = Key.Required("people", new ListShape<string>("names", NameShape), "Names in the order of their turns.");
    private static readonly Key<ImmutableArray<RotaWeek>> Exceptions = Key.Optional("exceptions", new ListShape<RotaWeek>("weeks", Week), "Weeks that somebody else has.");
    private static readonly Shape<Fields> Rotation = new ObjectShape<Fields>("a rotation", [Start, Every, Turns, Exceptions], static fields => fields);

    private static readonly Key<string> Id = Key.Required("id", IdShape.New(Kind), "Kebab-case, unique among rotas.");
    private static readonly Key<string> Name = Key.Required("name", NameShape, "The name people use.");
    private static readonly Key<TimeZoneInfo> Zone = Key.Required("zone", new ZoneShape(), "The time zone of its hours, by its IANA name.");
    private static readonly Key<TimeOnly> Handover = Key.Optional("handover", new TimeShape(), "When duty is handed over on the first day of a week (default 09:00).");
    private static readonly Key<ImmutableArray<string>> Services = Key.Optional("services", new SetShape<string>("services", IdShape.Of(ServiceSection.Kind)), "What it looks after (default everything).");
    private static readonly Key<ImmutableArray<RotaPerson>> People = Key.Required("people", new ListShape<RotaPerson>("people", Person), "Who takes turns.");
    private static readonly Key<Fields> TheRotation = Key.Optional("rotation", Rotation, "Turns by week; or list every week under 'weeks'.");
    private static readonly Key<ImmutableArray<RotaWeek>> Weeks = Key.Optional("weeks", new ListShape<RotaWeek>("weeks", Week), "Every week with whoever has it; or give a 'rotation'.");

    public static readonly Shape<Rota> Entry = new ObjectShape<Rota>("a rota", [Id, Name, Zone, Handover, Services, People, TheRotation, Weeks], Build);

    private enum RotaRhythm
    {
        Week,
    }

    private static RotaPerson BuildPerson(Fields fields)
    {
        var slack = fields.Find(PersonSlack);
        if (slack is not null && (slack.Length < 3 || !slack.All(char.IsAsciiLetterOrDigit)))
            fields.Problem(PersonSlack, "expected a member id of Slack such as U024BE7LH (in their profile: Copy member ID)");
        return new(fields.Get(PersonName, ""), fields.Find(PersonEmail), slack);
    }

    private static Rota Build(Fields fields)
    {
        var rotation = fields.Find(TheRotation);
        if (fields.Has(TheRotation) == fields.Has(Weeks))
            fields.Reading.Problem(fields.Map, "a rota needs either 'rotation' or 'weeks'");
        var weeks = rotation?.Get(Exceptions, []) ?? fields.Get(Weeks, []);
        var start = rotation?.Get(Start, default) ?? (weeks.IsEmpty ? default : weeks.Min(static week => week.From));
        var key = rotation is null ? Weeks : (Key)TheRotation;
        var people = fields.Get(People, []);
        var turns = rotation?.Get(Turns, []) ?? [];
        Check(fields, key, start, weeks);
        foreach (var unknown in turns.Concat(weeks.Select(static week => week.Person)).Distinct().Where(name => fields.Has(People) && people.All(person => person.Name != name)))
            fields.Problem(key, $"'{unknown}' is not among the people of this rota{DidYouMean.Hint(unknown, [.. people.Select(static person => person.Name)])}");
        foreach (var twice in people.GroupBy(static person => person.Name).Where(static same => same.Skip(1).Any()))
            fields.Problem(People, $"'{twice.Key}' stands among the people twice");
        return new()
        {
            Id = fields.Get(Id, ""),
            Name = fields.Get(Name, ""),
            Zone = fields.Get(Zone, TimeZoneInfo.Utc),
            Handover = fields.Get(Handover, new TimeOnly(9, 0)),
            Services = fields.Get(Services, []),
            People = people,
            Start = start,
            Turns = turns,
            Weeks = weeks.DistinctBy(static week => week.From).ToFrozenDictionary(static week => week.From, static week => week.Person),
        };
    }

    private static void Check(Fields fields, Key key, DateOnly start, ImmutableArray<RotaWeek> weeks)
    {
        foreach (var week in weeks.Where(week => start != default && week.From != default && week.From.DayOfWeek != start.DayOfWeek))
            fields.Problem(key, $"weeks of this rota begin on a {start.DayOfWeek}, and {week.From:yyyy-MM-dd} is a {week.From.DayOfWeek}");
        foreach (var twice in weeks.GroupBy(static week => week.From).Where(static same => same.Key != default && same.Skip(1).Any()))
            fields.Problem(key, $"the week of {twice.Key:yyyy-MM-dd} stands here twice");
    }

    private sealed record RotaWeek(DateOnly From, string Person);
}
