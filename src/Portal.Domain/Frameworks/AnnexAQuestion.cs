namespace Portal.Domain.Frameworks;

/// <summary>A question of Annex A that asks for a document or an account, not for rows of a list.</summary>
/// <param name="Id">Such as "AXA-05". Never used again for another question.</param>
/// <param name="Framework">Code of the framework with which it is asked.</param>
/// <param name="Judgement">Code of the judgement that it bears on most.</param>
/// <param name="Title">What is asked for, in a few words.</param>
/// <param name="Text">What should be said.</param>
public sealed record AnnexAQuestion(string Id, string Framework, string Judgement, string Title, string Text);
