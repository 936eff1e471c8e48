namespace Portal.Web.Documents.Bags;

/// <summary>What the verification of a pack found.</summary>
/// <param name="Faults">Every fault, in the order found; none means complete and unaltered.</param>
/// <param name="Files">Payload files read.</param>
/// <param name="Bytes">Payload bytes read.</param>
public sealed record BagReport(IReadOnlyList<BagFault> Faults, int Files, long Bytes)
{
    public bool IsIntact => Faults.Count == 0;
}
