namespace Portal.Domain.Frameworks;

/// <summary>What became of the criteria and judgements of an earlier version. Whatever has the same id or code in both goes on as itself.</summary>
/// <param name="Version">The version that is replaced.</param>
/// <param name="Criteria">Criteria that have another id now, were split or merged, or are gone.</param>
/// <param name="Judgements">The same for judgements.</param>
public sealed record Succession(int Version, IReadOnlyList<Succeeded> Criteria, IReadOnlyList<Succeeded> Judgements);

/// <summary>What became of one criterion or judgement.</summary>
/// <param name="From">Its id or code in the version that is replaced.</param>
/// <param name="To">Ids or codes in the newer version: several where it was split, none where it is gone.</param>
/// <param name="Note">Why, for those who answer.</param>
public sealed record Succeeded(string From, IReadOnlyList<string> To, string? Note);
