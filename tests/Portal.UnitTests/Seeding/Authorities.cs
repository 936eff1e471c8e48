using Portal.Domain.People;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

public sealed class Authorities
{
    private readonly IReadOnlyList<SeedAuthority> _authorities = AuthoritiesFile.Read(SeedFiles.Path("authorities.csv"));

    [Fact]
    public void There_are_the_152_authorities_of_2013_each_with_its_own_name_and_code()
    {
        _authorities.Count.ShouldBe(152);
        _authorities.Select(a => a.Name).ShouldBeUnique();
        _authorities.Select(a => a.Code).ShouldBeUnique();
    }

    [Fact]
    public void They_are_of_the_kinds_there_were_in_2013() =>
        _authorities.CountBy(a => a.Kind).ToDictionary().ShouldBe(
            new Dictionary<string, int>
            {
                ["county"] = 27, ["unitary"] = 55, ["metropolitan borough"] = 36, ["London borough"] = 32, ["sui generis"] = 2,
            },
            ignoreOrder: true);

    [Fact]
    public void A_code_begins_as_the_kind_of_authority_does() =>
        _authorities.ShouldAllBe(a => a.Code.StartsWith(
            a.Kind == "county" ? "E10" : a.Kind == "metropolitan borough" ? "E08" : a.Kind == "unitary" || a.Name == "Isles of Scilly" ? "E06" : "E09"));

    [Fact]
    public void Every_region_of_ofsted_has_some() =>
        _authorities.Select(a => a.Region).Distinct().ShouldBe(AuthoritiesFile.Regions, ignoreOrder: true);

    [Theory]
    [InlineData("Northamptonshire", "E10000021", "East Midlands")]
    [InlineData("Cumbria", "E10000006", "North West")]
    [InlineData("Dorset", "E10000009", "South West")]
    [InlineData("Bournemouth", "E06000028", "South West")]
    [InlineData("Poole", "E06000029", "South West")]
    [InlineData("Buckinghamshire", "E10000002", "South East")]
    [InlineData("North Yorkshire", "E10000023", "North East, Yorkshire and the Humber")]
    [InlineData("Somerset", "E10000027", "South West")]
    public void An_authority_abolished_or_remade_since_stands_as_it_was(string name, string code, string region) =>
        _authorities.Single(a => a.Name == name).ShouldSatisfyAllConditions(a => a.Code.ShouldBe(code), a => a.Region.ShouldBe(region));

    [Fact]
    public void Every_inspected_authority_is_there_and_the_other_five_are_those_without_a_report()
    {
        var names = _authorities.ToDictionary(a => Slug(a.Name));

        InspectedAuthorities.Slugs.Count.ShouldBe(147);
        InspectedAuthorities.Slugs.Where(s => !names.ContainsKey(Slug(s))).ShouldBeEmpty();
        names.Keys.Except(InspectedAuthorities.Slugs.Select(Slug))
            .ShouldBe(["bournemouth", "cumbria", "dorset", "northamptonshire", "poole"], ignoreOrder: true);

        static string Slug(string name) => name.Replace("&", "and", StringComparison.Ordinal)
            .Replace("london corporation", "city of london", StringComparison.Ordinal).ToLowerInvariant();
    }

    [Fact]
    public void Four_boards_are_shared_and_every_other_is_one_authoritys_own()
    {
        var shared = _authorities.GroupBy(a => a.BoardCode).Where(b => b.Count() > 1).Select(b => string.Join("; ", b.Select(a => a.Name)));

        shared.ShouldBe(
            [
                "Bournemouth; Poole", "City of London; Hackney", "Hammersmith and Fulham; Kensington and Chelsea; Westminster",
                "Leicestershire; Rutland",
            ],
            ignoreOrder: true);
        _authorities.Select(a => a.BoardCode).Distinct().Count().ShouldBe(147);
        _authorities.ShouldAllBe(a => a.Board.EndsWith(" Safeguarding Children Board"));
    }

    [Theory]
    [InlineData("W06000015", "Wales", Nation.Wales)]
    [InlineData("S12000036", "Scotland", Nation.Scotland)]
    [InlineData("N09000003", "Northern Ireland", Nation.NorthernIreland)]
    [InlineData("E06000039", "South East", Nation.England)]
    public void The_code_of_an_authority_says_in_which_nation_it_is(string code, string region, Nation nation) =>
        AuthoritiesFile.Read(new StringReader($"name,kind,region,code,board,board_code\nSomewhere,unitary,{region},{code},A board,a-board\n"), "a.csv")
            .ShouldHaveSingleItem().Nation.ShouldBe(nation);

    [Theory]
    [InlineData("E06000039", "Wales")]
    [InlineData("S12000036", "South East")]
    public void A_region_that_does_not_go_with_the_code_is_refused(string code, string region) =>
        Should.Throw<SeedFileRefused>(() => AuthoritiesFile.Read(new StringReader($"name,kind,region,code,board,board_code\nSomewhere,unitary,{region},{code},A board,a-board\n"), "a.csv"))
            .Faults.ShouldHaveSingleItem().ToString().ShouldBe($"line 2, column region: \"{region}\" does not go with the code \"{code}\"");

    [Fact]
    public void A_broken_table_is_refused_with_every_line_that_is_wrong()
    {
        const string table = """
            name,kind,region,code,board,board_code
            Slough,unitary,South East,E06000039,Slough Safeguarding Children Board,lscb-slough
            Slough,unitary,South East,E06000040,Slough Safeguarding Children Board,lscb-slough-2
            ,borough,South,E0600004,"Reading, all of it",Reading
            Bristol,unitary,South West
            Derby,unitary,East Midlands,E06000039,Derby Safeguarding Children Board,lscb-derby
            """;

        var refused = Should.Throw<SeedFileRefused>(() => AuthoritiesFile.Read(new StringReader(table), "authorities.csv"));

        refused.Faults.Select(f => f.ToString()).ShouldBe(
        [
            "line 3, column name: \"Slough\" is given twice, first on line 2",
            "line 3, column board: \"Slough Safeguarding Children Board\" stands with \"lscb-slough\" on an earlier line, and with \"lscb-slough-2\" here",
            "line 4, column name: is blank",
            "line 4, column kind: \"borough\" is not one of: county; unitary; metropolitan borough; London borough; sui generis",
            $"line 4, column region: \"South\" is not one of: {string.Join("; ", [.. AuthoritiesFile.Regions, .. AuthoritiesFile.OtherNations])}",
            "line 4, column code: \"E0600004\" must be E, W, S or N and eight digits",
            "line 4, column board_code: \"Reading\" must be lower-case words joined by hyphens",
            "line 5: has 3 fields, and the headings are 6",
            "line 6, column code: \"E06000039\" is given twice, first on line 2",
        ]);
    }

    [Theory]
    [InlineData("", "line 1: the headings name,kind,region,code,board,board_code are missing")]
    [InlineData("name,region\nSlough,South East\n", "line 1: the headings must be name,kind,region,code,board,board_code, and are name,region")]
    [InlineData("name,kind,region,code,board,board_code\nA\"B\",\"C", "line 2: is not comma-separated text: look for a quotation mark that is not closed")]
    public void A_text_that_is_no_such_table_is_refused(string text, string fault) =>
        Should.Throw<SeedFileRefused>(() => AuthoritiesFile.Read(new StringReader(text), "authorities.csv"))
            .Faults.Select(f => f.ToString()).ShouldContain(fault);
}
