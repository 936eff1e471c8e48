using System.Text.RegularExpressions;

namespace Portal.Workflow.Expressions;

/// <summary>Spelling of property names: camel case in files, Pascal case in payloads.</summary>
internal static partial class Names
{
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>The words of a name, each with a capital, as part of the name of a function; empty where it holds what may not stand there.</summary>
    public static string RunTogether(string name)
    {
        var words = BeginningOfAWord().Replace(name, match => match.Groups["first"].Value.ToUpperInvariant());
        return words.All(c => char.IsLetterOrDigit(c) || c is '_' or '$') ? words : string.Empty;
    }

    [GeneratedRegex("([ _-]+|^)(?<first>\\p{L})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeginningOfAWord();
}
