using System.Text.RegularExpressions;

namespace Portal.Web.Seeding;

/// <summary>Reads <c>seed-data/authorities.csv</c>: the local authorities and their safeguarding boards.</summary>
public static partial class AuthoritiesFile
{
    private static readonly string[] _columns = ["name", "kind", "region", "code", "board", "board_code"];

    public static IReadOnlyList<string> Kinds { get; } = ["county", "unitary", "metropolitan borough", "London borough", "sui generis"];

    /// <summary>The regions Ofsted reports by.</summary>
    public static IReadOnlyList<string> Regions { get; } =
    [
        "East Midlands", "East of England", "London", "North East, Yorkshire and the Humber", "North West", "South East", "South West",
        "West Midlands",
    ];

    /// <summary>What stands in the place of a region outside England.</summary>
    public static IReadOnlyList<string> OtherNations { get; } = ["Wales", "Scotland", "Northern Ireland"];

    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static IReadOnlyList<SeedAuthority> Read(string path) => CsvTable.Read(path, _columns, new Rows().Read);

    /// <param name="content">The table; read to its end.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static IReadOnlyList<SeedAuthority> Read(TextReader content, string name) =>
        CsvTable.Read(name, content, _columns, new Rows().Read);

    private sealed class Rows
    {
        private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _boards = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _boardCodes = new(StringComparer.Ordinal);

        public SeedAuthority? Read(CsvRow row)
        {
            var it = new SeedAuthority(
                row.Text("name"),
                row.OneOf("kind", Kinds),
                row.OneOf("region", [.. Regions, .. OtherNations]),
                row.Text("code"),
                row.Text("board"),
                row.Text("board_code"));
            if (it.Code.Length > 0 && !OnsCode().IsMatch(it.Code))
            {
                row.Fault("code", $"\"{it.Code}\" must be E, W, S or N and eight digits");
            }
            else if (it.Code.Length > 0 && OtherNations.Contains(it.Region) == (it.Code[0] == 'E'))
            {
                row.Fault("region", $"\"{it.Region}\" does not go with the code \"{it.Code}\"");
            }

            if (it.BoardCode.Length > 0 && !KebabCase().IsMatch(it.BoardCode))
            {
                row.Fault("board_code", $"\"{it.BoardCode}\" must be lower-case words joined by hyphens");
            }

            Unique(row, "name", it.Name, _names);
            Unique(row, "code", it.Code, _codes);
            Agree(row, "board", it.Board, it.BoardCode, _boards);
            Agree(row, "board_code", it.BoardCode, it.Board, _boardCodes);
            return it;
        }

        private static void Unique(CsvRow row, string column, string value, Dictionary<string, string> seen)
        {
            if (value.Length > 0 && !seen.TryAdd(value, row.Line))
            {
                row.Fault(column, $"\"{value}\" is given twice, first on {seen[value]}");
            }
        }

        private static void Agree(CsvRow row, string column, string value, string other, Dictionary<string, string> seen)
        {
            if (value.Length == 0 || other.Length == 0 || seen.TryAdd(value, other))
            {
                return;
            }

            if (!string.Equals(seen[value], other, StringComparison.Ordinal))
            {
                row.Fault(column, $"\"{value}\" stands with \"{seen[value]}\" on an earlier line, and with \"{other}\" here");
            }
        }
    }

    [GeneratedRegex(@"\A[EWSN]\d{8}\z", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnsCode();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabCase();
}
