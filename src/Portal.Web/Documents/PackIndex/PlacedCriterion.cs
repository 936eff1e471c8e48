namespace Portal.Web.Documents.PackIndex;

/// <summary>A criterion with its place in the edition.</summary>
/// <param name="Judgement">Place of its judgement in the framework, from 1.</param>
/// <param name="Number">Its place under that judgement, from 1.</param>
/// <param name="Criterion">The criterion.</param>
internal sealed record PlacedCriterion(int Judgement, int Number, PackCriterion Criterion)
{
    public string Address => PackAddress.Criterion(Judgement, Number);

    /// <summary>How many items of evidence stand behind it.</summary>
    public int Items => Criterion.Evidence.Select(e => e.Evidence.Number).Distinct().Count();

    /// <summary>Those of a whole pack, in the order of the framework.</summary>
    public static IEnumerable<PlacedCriterion> In(PackDocument pack) => pack.Judgements.SelectMany((area, place) => Under(area, place + 1));

    public static IEnumerable<PlacedCriterion> Under(PackJudgement area, int judgement) => area.Criteria.Select((c, place) => new PlacedCriterion(judgement, place + 1, c));
}
