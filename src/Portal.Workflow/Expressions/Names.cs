namespace Portal.Workflow.Expressions;

/// <summary>Spelling of property names: camel case in files, Pascal case in payloads.</summary>
internal static class Names
{
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
