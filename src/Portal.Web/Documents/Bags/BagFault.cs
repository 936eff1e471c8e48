namespace Portal.Web.Documents.Bags;

/// <summary>One thing that is wrong with a pack.</summary>
/// <param name="Kind">For code.</param>
/// <param name="Words">For a person: which file and what about it. Safe to print: no control characters.</param>
public sealed record BagFault(BagFaultKind Kind, string Words)
{
    public override string ToString() => Words;
}
