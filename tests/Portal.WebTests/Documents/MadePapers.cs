using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Documents.Papers;
using Portal.Web.Documents.Redactions;

namespace Portal.WebTests.Documents;

/// <summary>Signed papers for tests: as usual, with nothing in them, and with more than anybody would write.</summary>
internal static class MadePapers
{
    public const string Hostile = "=HYPERLINK(\"http://example.org\") <b>bold</b> & Ŵyl y plant, طفل بأمان, 👩🏽‍👧 \u0001 ]]> end";

    private static readonly DateTime _at = new(2015, 3, 4, 9, 30, 0, DateTimeKind.Utc);
    private static readonly string _hash = new('a', 64);

    public static SignedPapers Usual { get; } = Of(
        [
            new JudgementSection("OE", "Overall effectiveness", "good", "Good", new JudgementText("good", Hostile, "Too few audits.", "", ""), "Helen Archer", _at, []),
            new JudgementSection(
                "LSCB", "The board", "good", "Good", new JudgementText("good", "Partners challenge each other.", "", "Every duty is met.", "A group read the draft."), "Helen Archer", _at,
                [
                    new CriterionSection(
                        "C-01", "Governance", "The board leads.", new AnswerText("It meets [1].", "Minutes [1] and [2], not [9].", "Less delay.", Hostile, "good", ClaimStrength.Correlated),
                        "Good", "Tom Whitfield", _at, [new EvidenceUse(1, "page 4", 1), new EvidenceUse(2, null, 2)]),
                    new CriterionSection("C-02", Hostile, "The board learns.", null, null, null, null, []),
                ]),
        ],
        [Item(1, "Minutes"), Item(2, Hostile)]);

    public static SignedPapers Emptiest { get; } = Of([new JudgementSection("LSCB", "The board", null, null, JudgementText.Empty, null, null, [])], []) with { OnRecord = [], Signatures = [] };

    /// <summary>Fifty criteria, two hundred items, three texts of 50,000 characters.</summary>
    public static SignedPapers Longest { get; } = Of(
        [
            .. Enumerable.Range(1, 5).Select(j => new JudgementSection(
                $"J{j}", $"A judgement with a title that goes over more than one line of the page because it says very much about {j}", "good", "Good",
                new JudgementText("good", j == 1 ? Long(j) : "Partners challenge each other.", j == 2 ? Long(j) : "", "Not long.", "Their words."), "Helen Archer", _at,
                [
                    .. Enumerable.Range(1, 10).Select(c => new CriterionSection(
                        $"J{j}-{c:00}", $"Criterion {c} whose title is long enough to be broken, too: it goes on and on", "What good looks like.",
                        new AnswerText(j == 3 && c == 1 ? Long(c) : $"Known [{((((j - 1) * 10) + c - 1) * 4) + 1}].", "Shown.", "Better.", "Next.", "good", ClaimStrength.ContributionShown), "Good", "Tom Whitfield", _at,
                        [.. Enumerable.Range(1, 4).Select(e => new EvidenceUse(((((j - 1) * 10) + c - 1) * 4) + e, $"pages {e} to 9", ((((j - 1) * 10) + c - 1) * 4) + e))])),
                ])),
        ],
        [.. Enumerable.Range(1, 200).Select(n => Item(n, $"Item {n} {new string('w', 180)}"))]);

    /// <summary>As much as may be said of what an item shows.</summary>
    public static string LongShows(int number) => string.Concat(Enumerable.Range(1, 200).Select(i => $"Case {number}.{i} shows it. "))[..2_000];

    /// <summary>What people said in them: not who wrote it, and not what its file was called.</summary>
    public static IReadOnlyList<string> SaidIn(SignedPapers papers)
    {
        var said = new List<string>();
        var each = new EachText((where, text) =>
        {
            if (!where.Contains("who ", StringComparison.Ordinal) && !where.Contains("name of the file", StringComparison.Ordinal))
            {
                said.Add(text);
            }

            return text;
        });
        each.In(papers.Document);
        foreach (var caveat in papers.OnRecord)
        {
            each.In(caveat);
        }

        return said;
    }

    private static SignedPapers Of(IReadOnlyList<JudgementSection> judgements, IReadOnlyList<EvidenceEntry> evidence) => new(
        new SelfAssessmentDocument
        {
            Id = new Guid("01890000-0000-7000-8000-000000000001"),
            Body = new NamedCode("northshire", "Northshire Safeguarding Children Board"),
            Framework = new FrameworkReference("a-framework", 1, "Review of a board", _hash),
            PeriodFrom = new DateOnly(2014, 3, 1),
            PeriodTo = new DateOnly(2015, 2, 28),
            SubmissionDate = new DateOnly(2015, 5, 5),
            Version = 1,
            FrozenAt = _at,
            Judgements = judgements,
            Evidence = evidence,
            Attribution = "Contains public sector information licensed under the Open Government Licence v3.0.",
        },
        _hash, _at, [new("Chair", "Helen Archer", _at, _hash), new("Director of children’s services", Hostile, _at.AddHours(1), _hash)],
        [new CaveatSection(CaveatKind.Dissent, "C-01", Hostile, "Priya Nair", "Police", _at, [new CaveatAnswerSection("Noted.", "Helen Archer", "Chair", _at)])],
        evidence.ToDictionary(e => e.Number, e => $"evidence/{e.Number:000} Item.txt"));

    private static EvidenceEntry Item(int number, string title) => new(
        number, new Guid(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]), title, EvidenceKind.Audit, new DateOnly(2014, 11, 30), Hostile, $"{number}.txt", "text/plain", 1000, _hash, "Tom Whitfield", _at);

    private static string Long(int seed) => string.Concat(Enumerable.Range(0, 1500).Select(i => i % 40 == 0 ? $"\n\nParagraph {seed}.{i}. " : "Ŵords upon words, طفل, 👩‍👧. "));
}
