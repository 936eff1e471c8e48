using Portal.Domain.People;
using Portal.Domain.Reminders;

namespace Portal.Web.Seeding;

/// <summary>Reads <c>seed-data/bank-holidays.json</c>: which table holds the bank holidays of which nation, where it is from and of when it is.</summary>
public static class BankHolidayListsFile
{
    /// <summary>No nation of the United Kingdom has had fewer in a year since 1978.</summary>
    private const int FewestOfAYear = 8;

    private static readonly ObjectShape File = new("bankHolidays", ["lists"], ["$schema", "$comment"]);

    private static readonly ObjectShape List = new("list", ["nations", "file", "source", "address", "licence", "takenOn"], []);

    /// <summary>The words of the file for the nations.</summary>
    public static IReadOnlyDictionary<string, Nation> Nations { get; } = new Dictionary<string, Nation>(StringComparer.Ordinal)
    {
        ["england"] = Nation.England, ["wales"] = Nation.Wales, ["scotland"] = Nation.Scotland, ["northern-ireland"] = Nation.NorthernIreland,
    };

    /// <summary>The working days of every nation.</summary>
    public static WorkingCalendars Calendars(IReadOnlyList<BankHolidayList> lists) => new(lists
        .SelectMany(l => l.Nations.Select(n => (Nation: n, l.Days)))
        .ToDictionary(l => l.Nation, l => new WorkingDays(l.Days.Select(d => d.Date))));

    /// <exception cref="SeedFileRefused">It, or a table it names, is not there or has faults.</exception>
    public static IReadOnlyList<BankHolidayList> Read(string path) => System.IO.File.Exists(path)
        ? Read(System.IO.File.ReadAllBytes(path), path)
        : throw new SeedFileRefused(path, [new SeedFault("$", "there is no such file")]);

    /// <param name="content">The text, in UTF-8.</param>
    /// <param name="name">Its path; the tables it names lie beside it.</param>
    /// <exception cref="SeedFileRefused">It, or a table it names, has faults.</exception>
    public static IReadOnlyList<BankHolidayList> Read(byte[] content, string name)
    {
        using var document = SeedJsonText.Parse(name, content);
        var faults = new List<SeedFault>();
        var it = new SeedJsonObject(document.RootElement, "$", File, faults);
        var lists = it.Objects("lists", List, one => Make(one, Path.GetDirectoryName(name) ?? "", faults));
        foreach (var nation in Nations)
        {
            var times = lists.Sum(l => l.Nations.Count(n => n == nation.Value));
            if (times != 1)
            {
                faults.Add(new SeedFault("$.lists", $"\"{nation.Key}\" must be in one list, and is in {times}"));
            }
        }

        if (faults.Count == 0)
        {
            lists.ToList().ForEach(l => CheckYears(l, faults));
        }

        var years = lists.Where(l => l.Days.Count > 0).Select(l => (l.Days[0].Date.Year, l.Days[^1].Date.Year)).Distinct().ToList();
        if (years.Count > 1)
        {
            faults.Add(new SeedFault("$.lists", $"must be of the same years, and are of {string.Join(", ", years.Select(y => $"{y.Item1} to {y.Item2}"))}"));
        }

        return faults.Count == 0 ? lists : throw new SeedFileRefused(name, faults);
    }

    /// <summary>A table that names no day, or a year of which it names a few, would pass for a year without bank holidays.</summary>
    private static void CheckYears(BankHolidayList list, List<SeedFault> faults)
    {
        var of = string.Join(" and ", Nations.Where(n => list.Nations.Contains(n.Value)).Select(n => n.Key));
        if (list.Days.Count == 0)
        {
            faults.Add(new SeedFault("$.lists", $"the table of {of} names no bank holiday"));
            return;
        }

        var days = list.Days.CountBy(d => d.Date.Year).ToDictionary();
        for (var year = days.Keys.Min(); year <= days.Keys.Max(); year++)
        {
            var named = days.GetValueOrDefault(year);
            if (named < FewestOfAYear)
            {
                faults.Add(new SeedFault("$.lists", $"the table of {of} names {named} of the bank holidays of {year}; there are at least {FewestOfAYear}"));
            }
        }
    }

    private static BankHolidayList Make(SeedJsonObject it, string folder, List<SeedFault> faults)
    {
        var nations = new List<Nation>();
        foreach (var (index, word) in it.Texts("nations").Index())
        {
            if (Nations.TryGetValue(word, out var nation))
            {
                nations.Add(nation);
            }
            else
            {
                it.Fault($"{it.At("nations")}[{index}]", $"\"{word}\" is not one of {string.Join(", ", Nations.Keys)}");
            }
        }

        return new BankHolidayList(nations, Days(it, folder, faults), it.Text("source"), it.Text("address"), it.Text("licence"), it.Date("takenOn"));
    }

    private static IReadOnlyList<BankHoliday> Days(SeedJsonObject it, string folder, List<SeedFault> faults)
    {
        var file = it.Text("file");
        if (file.Length == 0)
        {
            return [];
        }

        try
        {
            return BankHolidaysFile.Read(Path.Combine(folder, file));
        }
        catch (SeedFileRefused refused)
        {
            faults.AddRange(refused.Faults.Select(f => new SeedFault($"{it.At("file")} {file}, {f.Place}", f.Reason)));
            return [];
        }
    }
}
