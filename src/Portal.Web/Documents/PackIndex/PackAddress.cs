using System.Globalization;

namespace Portal.Web.Documents.PackIndex;

/// <summary>Where things are in the HTML edition: names of pages below <c>data/</c>, with the place on them.</summary>
public static class PackAddress
{
    public const string Start = "index.html";

    public const string ReadingPlan = Folder + "reading-plan.html";

    public const string Readiness = Folder + "readiness.html";

    public const string AnnexA = Folder + "annex-a.html";

    public const string Evidence = Folder + "evidence.html";

    public const string Caveats = Folder + "caveats.html";

    public const string Signatures = Folder + "signatures.html";

    private const string Folder = "pages/";

    /// <param name="number">Place of the judgement in the framework, from 1.</param>
    public static string JudgementPage(int number) => string.Create(CultureInfo.InvariantCulture, $"{Folder}judgement-{number:00}.html");

    public static string JudgementSummary(int number) => string.Create(CultureInfo.InvariantCulture, $"{Start}#summary-{number}");

    public static string Nearness(int number) => $"{JudgementPage(number)}#{NearnessId(number)}";

    /// <summary>Of the heading above what is said of the nearness.</summary>
    public static string NearnessId(int number) => string.Create(CultureInfo.InvariantCulture, $"nearness-{number}");

    /// <param name="judgement">Place of the judgement in the framework, from 1.</param>
    /// <param name="number">Place of the criterion under it, from 1.</param>
    public static string Criterion(int judgement, int number) => $"{JudgementPage(judgement)}#{CriterionId(judgement, number)}";

    public static string CriterionId(int judgement, int number) => string.Create(CultureInfo.InvariantCulture, $"criterion-{judgement}-{number}");

    public static string EvidenceItem(int number) => $"{Evidence}#{EvidenceId(number)}";

    public static string EvidenceId(int number) => string.Create(CultureInfo.InvariantCulture, $"evidence-{number}");

    public static string Caveat(int number) => $"{Caveats}#{CaveatId(number)}";

    public static string CaveatId(int number) => string.Create(CultureInfo.InvariantCulture, $"caveat-{number}");

    /// <summary>An address as it is written on a page.</summary>
    public static string From(string page, string address)
    {
        if (address.StartsWith(page + "#", StringComparison.Ordinal))
        {
            return address[page.Length..];
        }

        return !page.StartsWith(Folder, StringComparison.Ordinal) ? address
            : address.StartsWith(Folder, StringComparison.Ordinal) ? address[Folder.Length..]
            : "../" + address;
    }
}
