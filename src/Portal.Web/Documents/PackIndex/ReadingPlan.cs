using Portal.Web.Time;

namespace Portal.Web.Documents.PackIndex;

/// <summary>What to read, why, where, and for how long.</summary>
/// <param name="What">The part of the pack.</param>
/// <param name="Why">The rule that put it here, in words.</param>
/// <param name="Address">As <see cref="PackAddress"/> gives it.</param>
/// <param name="Minutes">Whole minutes, at least one.</param>
public sealed record ReadingStep(string What, string Why, string Address, int Minutes);

/// <summary>
/// The first hour of a review team: by rules, from the signed text alone. It says where to look first, not what to find. First what was said against the text,
/// then grades that are near another one, claims without evidence, criteria on which much evidence rests, and the oldest evidence.
/// </summary>
public static class ReadingPlan
{
    /// <summary>Minutes of all steps together.</summary>
    public const int Minutes = 60;

    private const int MostCaveats = 3;
    private const int MostGrades = 3;
    private const int MostClaims = 4;
    private const int MostRestedOn = 3;
    private const int MostOld = 2;

    public static IReadOnlyList<ReadingStep> Of(PackDocument pack)
    {
        List<Weighed> steps =
        [
            new("Start page: the summary of each judgement", "What the body says of itself, grade by grade.", PackAddress.Start, Math.Min(12, 4 + pack.Judgements.Count)),
            .. Caveats(pack),
            .. NearGrades(pack),
            .. ClaimsWithoutEvidence(pack),
            .. RestedOn(pack),
            .. Oldest(pack),
            new("The other judgements and answers, from the first", "What is left, in the order of the framework.", pack.Judgements.Count > 0 ? PackAddress.JudgementPage(1) : PackAddress.Start, 6),
        ];
        return Share(steps);
    }

    private static IEnumerable<Weighed> Caveats(PackDocument pack)
    {
        var shown = pack.Caveats.Take(MostCaveats).Select((c, place) => new Weighed(c.Heading, $"It stands on the record beside the text. {c.By}.", PackAddress.Caveat(place + 1), 4));
        var left = pack.Caveats.Count - MostCaveats;
        return left <= 0 ? shown : shown.Append(new Weighed(
            left == 1 ? "The other caveat or dissent" : $"The other {left} caveats and dissents", "They stand on the record beside the text.", PackAddress.Caveat(MostCaveats + 1), 4));
    }

    private static IEnumerable<Weighed> NearGrades(PackDocument pack) =>
        (from judgement in pack.Judgements.Select((area, place) => (Area: area, Number: place + 1))
         where judgement.Area.GradeLabel is not null
         let others = judgement.Area.Criteria.Count(c => c.SelfGradeLabel is { } own && own != judgement.Area.GradeLabel)
         let above = !string.IsNullOrWhiteSpace(judgement.Area.KeptFromHigher)
         let below = !string.IsNullOrWhiteSpace(judgement.Area.KeptFromLower)
         orderby (others * 2) + (above ? 1 : 0) + (below ? 1 : 0) descending, judgement.Number
         select new Weighed($"{judgement.Area.Code} {judgement.Area.Title}: {judgement.Area.Grade}", Why(others, above, below), PackAddress.Nearness(judgement.Number), 6)).Take(MostGrades);

    private static string Why(int others, bool above, bool below)
    {
        var stated = (above, below) switch
        {
            (true, true) => "It says what kept it from the grade above and from the grade below.",
            (true, false) => "It says what kept it from the grade above, and nothing of the grade below.",
            (false, true) => "It says what kept it from the grade below, and nothing of the grade above.",
            _ => "It does not say how near it is to another grade.",
        };
        return others switch
        {
            0 => stated,
            1 => $"One criterion under it was given another grade by whoever answered it. {stated}",
            _ => $"{others} criteria under it were given another grade by whoever answered them. {stated}",
        };
    }

    private static IEnumerable<Weighed> ClaimsWithoutEvidence(PackDocument pack) => PlacedCriterion.In(pack)
        .Where(c => c.Criterion is { IsAnswered: true, Evidence.Count: 0 })
        .OrderByDescending(c => c.Criterion.Strength).ThenByDescending(c => c.Criterion.Difference?.Length ?? 0).Take(MostClaims)
        .Select(c => new Weighed($"{c.Criterion.Id} {c.Criterion.Title}", "It is answered, and no evidence is linked to it.", c.Address, 3));

    private static IEnumerable<Weighed> RestedOn(PackDocument pack) => PlacedCriterion.In(pack)
        .Where(c => c.Items > 1).OrderByDescending(c => c.Items).Take(MostRestedOn)
        .Select(c => new Weighed($"{c.Criterion.Id} {c.Criterion.Title}", $"{c.Items} items of evidence stand behind it.", c.Address, 5));

    private static IEnumerable<Weighed> Oldest(PackDocument pack) => pack.Evidence.Where(e => !e.IsWithheld).OrderBy(e => e.Describes).ThenBy(e => e.Number).Take(MostOld)
        .Select(e => new Weighed(
            e.Title,
            $"Among the oldest evidence: it describes {e.Describes.Words()}{(ReadinessNotes.IsOld(e, pack.SubmittedOn) ? $", more than {ReadinessNotes.OldAfterMonths} months before submission" : "")}.",
            PackAddress.EvidenceItem(e.Number), 2));

    /// <summary>Whole minutes by weight, the largest remainders rounded up, so that they are the hour.</summary>
    private static IReadOnlyList<ReadingStep> Share(IReadOnlyList<Weighed> steps)
    {
        var all = steps.Sum(s => s.Weight);
        var minutes = steps.Select(s => s.Weight * Minutes / all).ToArray();
        foreach (var place in Enumerable.Range(0, steps.Count).OrderByDescending(i => steps[i].Weight * Minutes % all).Take(Minutes - minutes.Sum()))
        {
            minutes[place]++;
        }

        return [.. steps.Select((s, i) => new ReadingStep(s.What, s.Why, s.Address, minutes[i]))];
    }

    private sealed record Weighed(string What, string Why, string Address, int Weight);
}
