pub struct Judge;
