namespace Portal.Domain.Common;

/// <summary>A rule of the domain refused what was asked. The message is for the person who asked and says how to mend it.</summary>
/// <param name="code">Stable name of the rule, such as <c>sign-off.changed-since-shown</c>.</param>
/// <param name="message">Words a user can read.</param>
/// <param name="field">The field the message belongs beside, where there is one.</param>
public sealed class RuleBroken(string code, string message, string? field = null) : Exception(message)
{
    public string Code { get; } = code;

    public string? Field { get; } = field;

    /// <summary>Throws unless <paramref name="text"/> holds something to read.</summary>
    /// <returns>The text without surrounding white space.</returns>
    public static string IfBlank(string? text, string code, string message, string? field = null) =>
        string.IsNullOrWhiteSpace(text) ? throw new RuleBroken(code, message, field) : text.Trim();
}
