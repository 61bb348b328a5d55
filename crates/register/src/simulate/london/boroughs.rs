//! Where London's people live and where its institutions stand.

/// One borough.
pub(super) struct Borough {
    pub(super) name: &'static str,
    /// Thousands of people, 2011 census.
    pub(super) people: f64,
    /// Area in square kilometres.
    pub(super) km2: f64,
    /// Latitude and longitude.
    pub(super) centre: (f64, f64),
    /// How many times as many GHB deaths a head as an outer borough.
    pub(super) ghb: f64,
}

const fn b(name: &'static str, people: f64, km2: f64, lat: f64, lon: f64, ghb: f64) -> Borough {
    Borough { name, people, km2, centre: (lat, lon), ghb }
}

/// The 32 boroughs and the City.
///
/// Coordinates are those of the published list of London boroughs (they point at town halls and centres). Populations
/// are the 2011 census in thousands: their sum agrees with the published 8,174,000 (Greater London, 2011 census) and
/// the areas' with 1,572 km², but single values were not checked again. `ghb` is an assumption; that use is highest in
/// Lambeth, Southwark and Lewisham is published (Bourne et al. 2014; EMIS), how much higher deaths are is not.
pub(super) const BOROUGHS: [Borough; 33] = [
    b("Barking and Dagenham", 186.0, 36.1, 51.5607, 0.1557, 1.0),
    b("Barnet", 356.0, 86.7, 51.6252, -0.1517, 1.0),
    b("Bexley", 232.0, 60.6, 51.4549, 0.1505, 1.0),
    b("Brent", 311.0, 43.2, 51.5588, -0.2817, 1.0),
    b("Bromley", 309.0, 150.1, 51.4039, 0.0198, 1.0),
    b("Camden", 220.0, 21.8, 51.5290, -0.1255, 3.0),
    b("Croydon", 363.0, 86.5, 51.3714, -0.0977, 1.0),
    b("Ealing", 338.0, 55.5, 51.5130, -0.3089, 1.0),
    b("Enfield", 312.0, 80.8, 51.6538, -0.0799, 1.0),
    b("Greenwich", 255.0, 47.4, 51.4892, 0.0648, 1.5),
    b("Hackney", 246.0, 19.0, 51.5450, -0.0553, 2.5),
    b("Hammersmith and Fulham", 182.0, 16.4, 51.4927, -0.2339, 2.5),
    b("Haringey", 255.0, 29.6, 51.6000, -0.1119, 1.5),
    b("Harrow", 239.0, 50.5, 51.5898, -0.3346, 1.0),
    b("Havering", 237.0, 112.4, 51.5812, 0.1837, 1.0),
    b("Hillingdon", 274.0, 115.7, 51.5441, -0.4760, 1.0),
    b("Hounslow", 254.0, 56.0, 51.4746, -0.3680, 1.0),
    b("Islington", 206.0, 14.9, 51.5416, -0.1022, 3.0),
    b("Kensington and Chelsea", 159.0, 12.1, 51.5020, -0.1947, 2.5),
    b("Kingston upon Thames", 160.0, 37.3, 51.4085, -0.3064, 1.0),
    b("Lambeth", 303.0, 26.8, 51.4607, -0.1163, 6.0),
    b("Lewisham", 276.0, 35.2, 51.4452, -0.0209, 3.0),
    b("Merton", 200.0, 37.6, 51.4014, -0.1958, 1.0),
    b("Newham", 308.0, 36.2, 51.5077, 0.0469, 1.5),
    b("Redbridge", 279.0, 56.4, 51.5590, 0.0741, 1.0),
    b("Richmond upon Thames", 187.0, 57.4, 51.4479, -0.3260, 1.0),
    b("Southwark", 288.0, 28.9, 51.5035, -0.0804, 4.0),
    b("Sutton", 190.0, 43.8, 51.3618, -0.1945, 1.0),
    b("Tower Hamlets", 254.0, 19.8, 51.5099, -0.0059, 2.5),
    b("Waltham Forest", 258.0, 38.8, 51.5908, -0.0134, 1.0),
    b("Wandsworth", 307.0, 34.3, 51.4567, -0.1910, 2.0),
    b("Westminster", 219.0, 21.5, 51.4973, -0.1372, 5.0),
    b("City of London", 7.0, 2.9, 51.5155, -0.0922, 1.0),
];

/// Hospitals with an emergency department, at approximate public coordinates (three decimals, about 100 m; not surveyed).
pub(super) const HOSPITALS: [(&str, f64, f64); 31] = [
    ("Royal London Hospital", 51.518, -0.059),
    ("St Thomas' Hospital", 51.499, -0.119),
    ("Guy's Hospital", 51.503, -0.087),
    ("King's College Hospital", 51.468, -0.094),
    ("St George's Hospital", 51.427, -0.174),
    ("University College Hospital", 51.525, -0.136),
    ("Royal Free Hospital", 51.553, -0.165),
    ("Whittington Hospital", 51.566, -0.139),
    ("Homerton Hospital", 51.551, -0.046),
    ("Newham Hospital", 51.523, 0.034),
    ("Whipps Cross Hospital", 51.578, 0.003),
    ("Queen's Hospital, Romford", 51.569, 0.179),
    ("King George Hospital", 51.580, 0.112),
    ("North Middlesex Hospital", 51.613, -0.074),
    ("Barnet Hospital", 51.651, -0.214),
    ("Chase Farm Hospital", 51.667, -0.103),
    ("Northwick Park Hospital", 51.576, -0.322),
    ("Central Middlesex Hospital", 51.531, -0.270),
    ("Ealing Hospital", 51.507, -0.346),
    ("Hillingdon Hospital", 51.526, -0.461),
    ("West Middlesex Hospital", 51.473, -0.324),
    ("Charing Cross Hospital", 51.487, -0.219),
    ("Hammersmith Hospital", 51.517, -0.235),
    ("St Mary's Hospital", 51.517, -0.174),
    ("Chelsea and Westminster Hospital", 51.484, -0.182),
    ("Kingston Hospital", 51.415, -0.282),
    ("St Helier Hospital", 51.380, -0.184),
    ("Croydon University Hospital", 51.389, -0.109),
    ("Lewisham Hospital", 51.453, -0.018),
    ("Queen Elizabeth Hospital, Woolwich", 51.478, 0.050),
    ("Princess Royal Hospital", 51.366, 0.059),
];

/// Prisons, at approximate public coordinates (not surveyed), with a rough share of prisoners (assumption).
pub(super) const PRISONS: [(&str, f64, f64, f64); 7] = [
    ("HMP Belmarsh", 51.496, 0.092, 1.0),
    ("HMP Thameside", 51.495, 0.096, 1.0),
    ("HMP Brixton", 51.452, -0.125, 0.8),
    ("HMP Pentonville", 51.545, -0.116, 1.3),
    ("HMP Wandsworth", 51.450, -0.177, 1.6),
    ("HMP Wormwood Scrubs", 51.517, -0.240, 1.3),
    ("HMP Feltham", 51.441, -0.434, 0.7),
];

/// Points along the Thames from Kingston to Erith (approximate, from the map); deaths in water lie near the line between.
pub(super) const THAMES: [(f64, f64); 14] = [
    (51.411, -0.308),
    (51.447, -0.314),
    (51.469, -0.286),
    (51.488, -0.229),
    (51.467, -0.213),
    (51.482, -0.172),
    (51.501, -0.122),
    (51.509, -0.104),
    (51.505, -0.075),
    (51.503, -0.030),
    (51.486, -0.012),
    (51.503, 0.005),
    (51.496, 0.062),
    (51.513, 0.130),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn populations_and_areas_add_up_to_the_published_totals() {
        let people: f64 = BOROUGHS.iter().map(|borough| borough.people).sum();
        let km2: f64 = BOROUGHS.iter().map(|borough| borough.km2).sum();
        assert!((people - 8174.0).abs() < 10.0, "{people}");
        assert!((km2 - 1572.0).abs() < 5.0, "{km2}");
    }
}
