using Portal.Web.Documents.Bundles;
using Portal.Web.Reading;

namespace Portal.Web.CommandLine;

/// <summary>What the executable was asked to do.</summary>
/// <param name="Name"><c>serve</c> (default), <c>migrate</c>, <c>seed</c>, <c>verify-pack</c>, <c>coach</c>, <c>walkthrough</c>, <c>search</c>, <c>read-again</c>, <c>move-store</c>, <c>verify-audit</c>, <c>verify-store</c>, <c>workflow</c>, or <c>extract</c> and <c>bind</c>, which are not for people.</param>
/// <param name="Arguments">What follows the name.</param>
public sealed record PortalCommand(string Name, IReadOnlyList<string> Arguments)
{
    private static readonly IReadOnlyList<string> Names = ["serve", "migrate", "seed", "verify-pack", "coach", "walkthrough", "workflow", "search", "read-again", MoveStoreCommand.Name, "verify-audit", "verify-store", ExtractCommand.Name, BindCommand.Name];

    public const string Usage = """
        serve                                          run the portal (default)
        migrate                                        bring the database up to date
        seed [--demo]                                  take in frameworks, workflows and authorities; with --demo also the demonstration
        verify-pack FILE                               check every hash and the structure of an evidence pack
        coach FILE-OR-FOLDER [--field FIELD] [--column NAME] [--show]
                                                       count the language coach's remarks on text files (.txt, or a column of .csv) by rule, for 1,000 words
        walkthrough --out DIR [--evidence FOLDER]      run a whole self-assessment on temporary data and leave the pack and the mails in DIR
        search rebuild                                 make the index of the search anew from the texts
        read-again STATE                               read files again whose reading ended so: TookTooLong, TooLarge, Damaged, NoText or Encrypted
        move-store                                     bring evidence and packs over from the store named by Storage:MovingFrom
        verify-audit [--head NUMBER:HASH]              read the whole audit trail: exit code 0 when nothing was altered, removed, put in or, with a head kept
                                                       elsewhere, cut off; prints its head
        verify-store                                   read every stored file again and say which are lost or changed; exit code 0 when all are whole
        workflow validate FILE                         print every fault of a definition with its place
        workflow diagram FILE                          draw a definition as SVG
        workflow list                                  the published definitions
        workflow instances [--state STATE]             the cases: id, definition, version, state, start, trouble
        workflow migrate DEFINITION --to VERSION --as EMAIL [--cases ID,ID] [--map FILE] [--dry-run] [--reason TEXT]
                                                       move running cases to another version; FILE has a line "old-id = new-id" for each renamed activity
        """;

    public bool Serves => Name == "serve";

    /// <summary>Reads the command line. Options of the host, such as <c>--urls</c>, need no command before them; behind one they are written <c>--Name=Value</c>.</summary>
    /// <returns>Null when the first word is no command.</returns>
    public static PortalCommand? Parse(IReadOnlyList<string> args) =>
        args.Count == 0 || args[0].StartsWith('-') ? new PortalCommand("serve", args)
        : Names.Contains(args[0]) ? new PortalCommand(args[0], [.. args.Skip(1).Where(a => !IsConfiguration(a))])
        : null;

    private static bool IsConfiguration(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);

    /// <summary>The value after an option such as <c>--out</c>; null when it is not there.</summary>
    public string? Option(string name)
    {
        var place = Arguments.ToList().IndexOf(name);
        return place >= 0 && place + 1 < Arguments.Count ? Arguments[place + 1] : null;
    }
}
