namespace Portal.Domain.PersonalData;

/// <summary>That a page of a file may tell who a child is. What it tells is not kept here.</summary>
public sealed class PersonalDataSign
{
    private PersonalDataSign()
    {
    }

    /// <summary>The file.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Number of the page.</summary>
    public int Page { get; private set; }

    public string RuleId { get; private set; } = "";

    /// <summary>How many different ones.</summary>
    public int Count { get; private set; }

    public static PersonalDataSign On(string sha256, int page, PersonalDataRule rule, int count) => new() { Sha256 = sha256, Page = page, RuleId = rule.Id, Count = count };
}
