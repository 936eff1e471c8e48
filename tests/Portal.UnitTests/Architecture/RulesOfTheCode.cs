using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.UnitTests.Workflows;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Architecture;

/// <summary>What keeps the code laid out as docs/architecture.md says. That every page names its policy is tested where the portal runs.</summary>
public sealed partial class RulesOfTheCode
{
    private static readonly string[] _plain = ["Accessibility", "Help", "Privacy", "Shared"];

    private static string Features => SourceTree.At("src", "Portal.Web", "Features");

    [Fact]
    public void The_domain_uses_nothing_but_the_base_library() =>
        typeof(Id<>).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void The_workflow_runtime_knows_neither_the_domain_nor_the_web() =>
        typeof(WorkflowEngine).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .ShouldAllBe(name => !name.StartsWith("Portal.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal));

    [Fact]
    public void No_feature_names_another()
    {
        var offences =
            from folder in Directory.GetDirectories(Features)
            let texts = SourceTree.Files(folder, "*.cs*").Select(f => (File: f, Text: File.ReadAllText(f))).ToList()
            let own = texts.SelectMany(t => Namespace().Matches(t.Text)).Select(m => m.Groups["feature"].Value).ToHashSet()
            from file in texts
            from Match match in FeatureName().Matches(file.Text)
            let named = match.Groups["feature"].Value
            where !own.Contains(named) && named != "Shared"
            select $"{SourceTree.Name(file.File)} names {named}";

        offences.ShouldBeEmpty();
    }

    [Fact]
    public void No_page_has_an_absolute_address()
    {
        var offences = SourceTree.Files(Features, "*.cshtml").Where(f => AbsolutePage().IsMatch(File.ReadAllText(f))).Select(SourceTree.Name)
            .Except([Path.Combine("src", "Portal.Web", "Features", "Error.cshtml")]);

        offences.ShouldBeEmpty();
    }

    [Fact]
    public void No_field_is_named_by_an_expression_with_an_index_which_Razor_would_compile_at_each_request()
    {
        var offences = SourceTree.Files(SourceTree.At("src", "Portal.Web"), "*.cshtml").Where(f => IndexedField().IsMatch(File.ReadAllText(f))).Select(SourceTree.Name);

        offences.ShouldBeEmpty();
    }

    [Fact]
    public void Every_feature_has_a_folder_of_the_same_name_among_the_tests()
    {
        var tested = new[] { SourceTree.At("tests", "Portal.UnitTests"), SourceTree.At("tests", "Portal.WebTests"), SourceTree.At("tests", "Portal.WebTests", "Features") }
            .Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Where(folder => SourceTree.Files(folder, "*.cs").Any(f => File.ReadAllText(f) is var text && (text.Contains("[Fact]", StringComparison.Ordinal) || text.Contains("[Theory]", StringComparison.Ordinal))))
            .Select(Path.GetFileName);

        Directory.GetDirectories(Features).Select(Path.GetFileName).Except(_plain).Except(tested).ShouldBeEmpty();
    }

    [Fact]
    public void An_aggregate_is_changed_only_by_its_own_verbs()
    {
        var aggregates = typeof(Id<>).Assembly.GetTypes().Where(t => t.IsClass && t.GetProperties().Any(p => p.Name == "Id" && p.PropertyType.IsGenericType
            && p.PropertyType.GetGenericTypeDefinition() == typeof(Id<>) && p.PropertyType.GenericTypeArguments[0] == t)).ToList();

        aggregates.ShouldContain(typeof(Body));
        aggregates.Count.ShouldBeGreaterThan(8);
        aggregates.SelectMany(t => t.GetProperties()).Where(p => p.SetMethod?.IsPublic == true).Select(p => $"{p.DeclaringType!.Name}.{p.Name}").ShouldBeEmpty();
        aggregates.Where(t => t.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, []) is null || t.GetConstructors().Length > 0).ShouldBeEmpty();
        aggregates.ShouldAllBe(t => t.IsSealed);
    }

    [Fact]
    public void Each_workflow_activity_has_a_name_of_its_own_and_every_name_in_use_is_known()
    {
        ShippedProcesses.OwnTypes.Select(t => t.Name).ShouldBeUnique();
        ShippedProcesses.OwnTypes.ShouldAllBe(t => t.Name.StartsWith("Portal.", StringComparison.Ordinal));
        foreach (var file in ShippedProcesses.Files)
        {
            ShippedProcesses.Read(file).Activities.ShouldAllBe(a => ShippedProcesses.Catalogue.Types.Any(t => t.Name == a.Type));
        }
    }

    [Theory]
    [InlineData("src/Portal.Web/Program.cs", 60)]
    [InlineData("src/Portal.Web/Persistence/PortalDbContext.cs", 140)]
    public void What_tends_to_grow_has_a_ceiling(string file, int lines) => File.ReadAllLines(SourceTree.At(file.Split('/'))).Length.ShouldBeLessThanOrEqualTo(lines);

    [Fact]
    public void What_all_aggregates_share_stays_little() => SourceTree.Files(SourceTree.At("src", "Portal.Domain", "Common"), "*.cs").Count.ShouldBeLessThanOrEqualTo(6);

    [Fact]
    public void A_framework_is_data_no_source_knows_one_by_its_code()
    {
        var codes = Directory.EnumerateFiles(SourceTree.At("seed-data", "frameworks"), "*.v*.json")
            .Select(file => (string)JsonNode.Parse(File.ReadAllText(file))!["code"]!).Distinct().ToList();
        var offences =
            from file in SourceTree.Files(SourceTree.At("src"), "*.*").Where(f => Path.GetExtension(f) is ".cs" or ".cshtml" or ".js" or ".scss")
            let text = File.ReadAllText(file)
            from code in codes
            where text.Contains(code, StringComparison.OrdinalIgnoreCase)
            select $"{SourceTree.Name(file)} names {code}";

        codes.Count.ShouldBeGreaterThan(3);
        offences.ShouldBeEmpty();
    }

    [Fact]
    public void The_filter_that_hides_other_bodies_is_lifted_only_for_the_administrators_view_of_the_cases()
    {
        var offences = SourceTree.Files(Features, "*.cs*").Where(f => File.ReadAllText(f).Contains("IgnoreQueryFilters", StringComparison.Ordinal)).Select(SourceTree.Name)
            .Except([Path.Combine("src", "Portal.Web", "Features", "Administration", "WorkflowCases.cs")]);

        offences.ShouldBeEmpty();
    }

    [GeneratedRegex("""\b(asp-)?for="[\w.]*\[""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IndexedField();

    [GeneratedRegex(@"Portal\.Web\.Features\.(?<feature>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"namespace Portal\.Web\.Features\.(?<feature>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex("^@page\\s+\"/", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex AbsolutePage();
}
