namespace Portal.UnitTests.Seeding;

/// <summary>
/// The authorities of 147 reports under the single inspection framework, 2013 to 2018, as their file names spell them. The reports of the
/// other five are of authorities abolished since.
/// </summary>
internal static class InspectedAuthorities
{
    public static IReadOnlyList<string> Slugs { get; } = Text.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private const string Text = """
        barking and dagenham; barnet; barnsley; bath and north east somerset; bedford; bexley; birmingham; blackburn with darwen;
        blackpool; bolton; bracknell forest; bradford; brent; brighton and hove; bristol; bromley; buckinghamshire; bury; calderdale;
        cambridgeshire; camden; central bedfordshire; cheshire east; cheshire west and chester; cornwall; coventry; croydon; darlington;
        derby; derbyshire; devon; doncaster; dudley; durham; ealing; east riding of yorkshire; east sussex; enfield; essex; gateshead;
        gloucestershire; greenwich; hackney; halton; hammersmith and fulham; hampshire; haringey; harrow; hartlepool; havering;
        herefordshire; hertfordshire; hillingdon; hounslow; isle of wight; isles of scilly; islington; kensington and chelsea; kent;
        kingston upon hull; kingston upon thames; kirklees; knowsley; lambeth; lancashire; leeds; leicester; leicestershire; lewisham;
        lincolnshire; liverpool; london corporation; luton; manchester; medway; merton; middlesbrough; milton keynes; newcastle upon tyne;
        newham; norfolk; north east lincolnshire; north lincolnshire; north somerset; north tyneside; north yorkshire; northumberland;
        nottingham; nottinghamshire; oldham; oxfordshire; peterborough; plymouth; portsmouth; reading; redbridge; redcar and cleveland;
        richmond upon thames; rochdale; rotherham; rutland; salford; sandwell; sefton; sheffield; shropshire; slough; solihull; somerset;
        south gloucestershire; south tyneside; southampton; southend-on-sea; southwark; st helens; staffordshire; stockport;
        stockton-on-tees; stoke-on-trent; suffolk; sunderland; surrey; sutton; swindon; tameside; telford & wrekin; thurrock; torbay;
        tower hamlets; trafford; wakefield; walsall; waltham forest; wandsworth; warrington; warwickshire; west berkshire; west sussex;
        westminster; wigan; wiltshire; windsor & maidenhead; wirral; wokingham; wolverhampton; worcestershire; york
        """;
}
