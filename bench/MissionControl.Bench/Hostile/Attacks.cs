using System.Collections.Immutable;
using System.Text;

namespace MissionControl.Bench.Hostile;

/// <summary>Makes hostile requests: every door in turn, half of them from strangers, the rest from everybody who may do something.</summary>
internal sealed class Attacks(int seed, ImmutableArray<Door> doors, ImmutableArray<Caller> callers, Uri address)
{
    private readonly ImmutableArray<Caller> _strangers = [.. callers.Where(static caller => caller.IsStranger)];
    private readonly ImmutableArray<Caller> _known = [.. callers.Where(static caller => !caller.IsStranger)];

    public Attack Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var door = doors[number % doors.Length];
        var caller = Choose(random, number / doors.Length % 2 == 0 ? _strangers : _known, door);
        var draft = Begin(random, door, caller);
        var families = new SortedSet<string>(StringComparer.Ordinal);
        for (var times = random.Next(1, 4); times > 0; times--)
            families.Add(Spoil(random, draft, door, caller));
        if (draft.Headers.FirstOrDefault(static header => header.Name == "Host")?.Value != address.Authority)
            draft.IsForeign = false;
        return new(number, string.Join('+', families), door, caller, draft.Method, draft.Target, draft.ToBytes(), draft.IsForeign, draft.HasGoodForm, draft.Hold);
    }

    // Nobody nameless half of the time; of those who are somebody, those first who get through the door.
    private static Caller Choose(Random random, ImmutableArray<Caller> among, Door door)
    {
        var entitled = among.Where(door.IsFor).ToImmutableArray();
        if (among[0].IsStranger)
            return random.Next(2) == 0 ? among[0] : among[random.Next(among.Length)];
        return entitled.Length > 0 && random.Next(2) == 0 ? entitled[random.Next(entitled.Length)] : among[random.Next(among.Length)];
    }

    private Draft Begin(Random random, Door door, Caller caller)
    {
        var methods = door.Methods.Contains("any") ? ["GET", "POST"] : door.Methods;
        var draft = new Draft { Method = methods[random.Next(methods.Length)], Path = door.Fill(Targets.Value(random)) };
        draft.Headers.Add(new("Host", address.Authority));
        draft.Headers.Add(new("Connection", "close"));
        draft.Headers.Add(new("Accept", door.IsPage ? "text/html" : "application/json"));
        draft.Headers.AddRange(caller.Shows);
        if (draft.Method != "POST")
            return draft;
        draft.Headers.Add(new("Content-Type", door.IsIntake ? "application/json" : "application/x-www-form-urlencoded"));
        draft.Body = Encoding.UTF8.GetBytes(door.IsIntake ? Bodies.Good(random, door.Address) : "_handler=password&Entry.Email=a%40example.org&Entry.Password=guess");
        return draft;
    }

    private static string Spoil(Random random, Draft draft, Door door, Caller caller)
    {
        var forms = caller.Forms.Where(form => form.Address == door.Address).ToImmutableArray();
        switch (random.Next(10))
        {
            case 0 or 1 or 3 when door.Address.StartsWith("/_blazor", StringComparison.Ordinal):
                Heads.Handshake(random, draft);
                return "handshake";
            case 0 or 1 when draft.Method == "POST" && forms.Length > 0:
                FillIn(random, draft, forms[random.Next(forms.Length)]);
                return "form";
            case 0 or 1 or 2 when draft.Method == "POST":
                draft.Body = door.IsIntake ? Bodies.Bad(random, door.Address) : BadForm(random);
                return "body";
            case 4:
                Targets.SpoilPath(random, draft);
                return "path";
            case 5:
                Targets.SpoilMethod(random, draft);
                return "method";
            case 6 when random.Next(2) == 0:
                Heads.SpoilFraming(random, draft);
                return "framing";
            case 6 or 7:
                Heads.Spoil(random, draft);
                return "header";
            default:
                Targets.SpoilQuery(random, draft);
                return "query";
        }
    }

    private static void FillIn(Random random, Draft draft, Form form)
    {
        var typed = form.Fields.Select(field => new Header(field, Bodies.Text(random)));
        draft.Body = Encoding.UTF8.GetBytes(string.Join('&', form.Hidden.Concat(typed).Select(static field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));
        draft.HasGoodForm = true;
        var cookie = draft.Headers.Find(static header => header.Name == "Cookie");
        draft.Set("Cookie", cookie is null ? form.Cookie : $"{cookie.Value}; {form.Cookie}");
    }

    private static byte[] BadForm(Random random) => random.Next(5) switch
    {
        0 => Bodies.Bad(random, ""),
        1 => Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, random.Next(2, 400)).Select(static number => $"Entry.Field{number}=x"))),
        2 => Encoding.UTF8.GetBytes($"_handler={Uri.EscapeDataString(Bodies.Text(random))}&__RequestVerificationToken={Uri.EscapeDataString(Bodies.Text(random))}"),
        3 => Encoding.UTF8.GetBytes($"{new string('k', 300)}=1&%=%&=&_handler=%ff%fe"),
        _ => Encoding.UTF8.GetBytes($"_handler=password&Entry.Email={Uri.EscapeDataString(Bodies.Text(random))}&Entry.Password={Uri.EscapeDataString(Bodies.Text(random))}"),
    };
}
