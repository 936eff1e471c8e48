namespace Portal.Domain.Frameworks;

/// <summary>The questions of Annex A that do not fit a spreadsheet, by the framework with which they are asked.</summary>
public sealed class AnnexAQuestions(IReadOnlyList<AnnexAQuestion> all)
{
    /// <summary>All questions, in the order of their file.</summary>
    public IReadOnlyList<AnnexAQuestion> All => all;

    /// <summary>Those asked with a framework that has the judgement they bear on, in their order.</summary>
    public IReadOnlyList<AnnexAQuestion> Of(Framework framework) => [.. all.Where(q => q.Framework == framework.Code && framework.FindJudgement(q.Judgement) is not null)];

    /// <returns>Null when it is not asked with this framework.</returns>
    public AnnexAQuestion? Find(Framework framework, string id) => Of(framework).FirstOrDefault(q => q.Id == id);
}
